package dev.hardening.ratelimit;

import java.util.List;
import java.util.stream.Stream;

import dev.hardening.audit.AuditStatus;
import dev.hardening.ratelimit.local.LocalRateLimitAutoConfiguration;
import dev.hardening.secrets.Secret;
import dev.hardening.web.servlet.WebServletAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedStoreAuditChecks}.
 */
class SharedStoreAuditChecksTests {

	@ParameterizedTest
	@CsvSource({ "url=rediss://redis.example.com:6380/1, PASS", "url=redis://redis.example.com:6379, FAIL",
			"url=redis://user:word@127.0.0.1:6379/0, PASS", "url=redis://localhost, PASS", "host=127.0.0.1, PASS",
			"host=redis.example.com, FAIL", "host=redis.example.com;ssl.enabled=true, PASS",
			"host=redis.example.com;ssl.bundle=redis, PASS", "cluster.nodes=redis.example.com:6379, FAIL" })
	void tlsWhenRedisIsElsewhereIsAskedFor(String properties, AuditStatus expected) {
		assertThat(status("HRD-RL-012", null, properties)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "url=rediss://:word@redis.example.com, PASS", "url=rediss://redis.example.com, FAIL",
			"host=redis.example.com;password=word, PASS", "host=redis.example.com, FAIL", "host=localhost, PASS" })
	void passwordWhenRedisIsElsewhereIsAskedFor(String properties, AuditStatus expected) {
		assertThat(status("HRD-RL-013", null, properties)).isEqualTo(expected);
	}

	@Test
	void digestsWhenWithoutASecretFail() {
		assertThat(status("HRD-RL-014", null, "")).isEqualTo(AuditStatus.FAIL);
		assertThat(status("HRD-RL-014", Secret.of("s"), "")).isEqualTo(AuditStatus.PASS);
		assertThat(status("HRD-RL-011", null, "")).isEqualTo(AuditStatus.PASS);
	}

	@Test
	void limitsWhenKeptByEachInstanceWarn() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WebServletAutoConfiguration.class,
					LocalRateLimitAutoConfiguration.class, RateLimitAutoConfiguration.class))
			.run((context) -> {
				var checks = new SharedStoreAuditChecks(new MockEnvironment(), context.getBean(RateLimitStore.class),
						null);
				assertThat(checks.checks()).extracting((check) -> check.id() + " " + check.run().status())
					.containsExactly("HRD-RL-011 " + AuditStatus.WARN, "HRD-RL-012 " + AuditStatus.SKIPPED,
							"HRD-RL-013 " + AuditStatus.SKIPPED, "HRD-RL-014 " + AuditStatus.SKIPPED);
			});
	}

	private static AuditStatus status(String id, @Nullable Secret secret, String properties) {
		MockEnvironment environment = new MockEnvironment();
		Stream.of(properties.split(";"))
			.filter((property) -> !property.isEmpty())
			.map((property) -> property.split("=", 2))
			.forEach((property) -> environment.setProperty("spring.data.redis." + property[0], property[1]));
		RateLimitStore shared = new FallbackRateLimitStore(new NoStore(), new NoStore(), 1,
				RateLimitListener.all(List.of()));
		return new SharedStoreAuditChecks(environment, shared, secret).checks()
			.stream()
			.filter((check) -> check.id().equals(id))
			.findFirst()
			.orElseThrow()
			.run()
			.status();
	}

	/**
	 * Never asked.
	 */
	private static final class NoStore implements RateLimitStore {

		@Override
		public List<ChargeResult> charge(List<Charge> charges) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void refund(List<Charge> charges) {
			throw new UnsupportedOperationException();
		}

		@Override
		public @Nullable ChargeResult peek(Quota quota, RateLimitKey key) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void reset(Quota quota, RateLimitKey key) {
			throw new UnsupportedOperationException();
		}

		@Override
		public long trackedClients() {
			return 0;
		}

	}

}
