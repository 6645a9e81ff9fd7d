package dev.hardening.apikey.servlet;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import dev.hardening.apikey.ApiKeyService;
import dev.hardening.apikey.ApiKeyVerifier;
import dev.hardening.apikey.NewApiKey;
import dev.hardening.secrets.Secret;
import dev.hardening.test.RealPostgres;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.security.authentication.BadCredentialsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * API keys on a real PostgreSQL: what they cost it, and what is answered while it is
 * away.
 */
class ApiKeyOutageTests {

	private static final String STATIC = "m3Vq8Zt1Xy6Wc0Rb5Nk9Lp2Hs7Jd4GfA";

	private static final int MANY = 100_000;

	@Test
	void keyWhenTheDatabaseIsAwayIsNeitherAcceptedNorCalledWrong() {
		try (RealPostgres postgres = RealPostgres.start(); RunningApplication application = start(postgres)) {
			String known = application.bean(ApiKeyService.class).issue(NewApiKey.named("known")).key().reveal();
			String unseen = application.bean(ApiKeyService.class).issue(NewApiKey.named("unseen")).key().reveal();
			assertThat(me(application, known).statusCode()).isEqualTo(200);
			postgres.stop();
			HttpResponse<String> refused = me(application, unseen);
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.headers().firstValue("content-type")).hasValue("application/problem+json");
			assertThat(refused.headers().firstValue("retry-after")).hasValue("5");
			assertThat(refused.headers().firstValue("x-content-type-options")).hasValue("nosniff");
			assertThat(refused.body()).contains("\"error\":\"unavailable\"").doesNotContainIgnoringCase("sql");
			assertThat(me(application, "wrong").statusCode()).isEqualTo(401);
			assertThat(me(application, STATIC).statusCode()).isEqualTo(200);
			postgres.restart();
			assertThat(becomesGood(application, unseen)).isTrue();
			assertThat(me(application, known).statusCode()).isEqualTo(200);
		}
	}

	@Test
	void keysWhenWrongCostNoQueryAndAGoodOneCostsOne() {
		try (RunningApplication application = RunningApplication.start(CountingApplication.class, common())) {
			CountingDataSource counted = application.bean(CountingDataSource.class);
			ApiKeyVerifier verifier = application.bean(ApiKeyVerifier.class);
			Secret good = application.bean(ApiKeyService.class).issue(NewApiKey.named("good")).key();
			long before = counted.connections.get();
			for (int i = 0; i < MANY; i++) {
				Secret wrong = Secret.of("hk_production_%030d_000000".formatted(i));
				assertThatExceptionOfType(BadCredentialsException.class).isThrownBy(() -> verifier.verify(wrong));
			}
			assertThat(counted.connections.get()).isEqualTo(before);
			for (int i = 0; i < MANY; i++) {
				verifier.verify(good);
			}
			assertThat(counted.connections.get()).isEqualTo(before + 1);
		}
	}

	private static RunningApplication start(RealPostgres postgres) {
		return RunningApplication.start(ApiKeyApplication.class,
				with(common(), "spring.datasource.url=" + postgres.jdbcUrl(),
						"spring.datasource.username=" + postgres.username(),
						"spring.datasource.password=" + postgres.password(),
						"spring.datasource.hikari.connection-timeout=2000"));
	}

	private static String[] common() {
		return new String[] { "hardening.api-keys.enabled=true", "hardening.api-keys.keys.partner.value=" + STATIC,
				"hardening.api-keys.change-poll=1h", "hardening.rate-limit.enabled=false" };
	}

	private static String[] with(String[] some, String... more) {
		String[] all = new String[some.length + more.length];
		System.arraycopy(some, 0, all, 0, some.length);
		System.arraycopy(more, 0, all, some.length, more.length);
		return all;
	}

	private static boolean becomesGood(RunningApplication application, String key) {
		long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
		while (System.nanoTime() < end) {
			if (me(application, key).statusCode() == 200) {
				return true;
			}
		}
		return false;
	}

	private static HttpResponse<String> me(RunningApplication application, String key) {
		return application.get("/me", "X-API-Key", key);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class CountingApplication {

		@Bean
		static BeanPostProcessor counting() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					return (bean instanceof DataSource dataSource) ? new CountingDataSource(dataSource) : bean;
				}

			};
		}

	}

	/**
	 * Counts how often somebody wants to ask the database.
	 */
	static class CountingDataSource extends DelegatingDataSource {

		private final AtomicLong connections = new AtomicLong();

		CountingDataSource(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			this.connections.incrementAndGet();
			return super.getConnection();
		}

	}

}
