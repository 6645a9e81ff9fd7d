package dev.hardening.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the audit costs.
 */
class AuditSpeedTests {

	private static final Log logger = LogFactory.getLog(AuditSpeedTests.class);

	private static final Duration GENEROUS = Duration.ofSeconds(10);

	private final AtomicInteger runs = new AtomicInteger();

	@Test
	void auditOfAWholeApplicationIsQuick() {
		try (AuditedApplication application = AuditedApplication.start(AuditedApplication.Careful.class, "")) {
			Audit audit = application.context().getBean(Audit.class);
			long first = time(audit);
			long second = time(audit);
			logger
				.info("%d checks took %d ms, and again %d ms".formatted(audit.run().findings().size(), first, second));
			assertThat(Duration.ofMillis(Math.min(first, second))).isLessThan(GENEROUS);
		}
	}

	@Test
	void auditWhenAProductionStartsRunsOnce() {
		runner().run((context) -> {
			assertThat(this.runs).hasValue(1);
			context.publishEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0],
					context.getSourceApplicationContext(ConfigurableApplicationContext.class), null));
			assertThat(this.runs).hasValue(1);
		});
	}

	@Test
	void metricsTellScoreAndFindingsAndCauseFewAudits() {
		runner().withConfiguration(AutoConfigurations.of(AuditMetricsAutoConfiguration.class))
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> {
				SimpleMeterRegistry registry = new SimpleMeterRegistry();
				context.getBean(MeterBinder.class).bindTo(registry);
				for (int i = 0; i < 100; i++) {
					assertThat(registry.get("hardening.audit.findings").tag("severity", "warning").gauge().value())
						.isGreaterThanOrEqualTo(1);
				}
				assertThat(registry.get("hardening.audit.findings").tag("severity", "error").gauge().value()).isZero();
				assertThat(registry.get("hardening.audit.score").gauge().value()).isBetween(1.0, 99.0);
				assertThat(this.runs).hasValueLessThan(4);
			});
	}

	@Test
	void auditWhenRequestsComeDoesNotRun() throws IOException, InterruptedException {
		try (AuditedApplication application = AuditedApplication.start(Counted.class, "")) {
			AtomicInteger counted = application.context().getBean(CountedCheck.class).runs;
			assertThat(counted).as("by the start").hasValue(1);
			String address = "http://127.0.0.1:"
					+ application.context().getEnvironment().getRequiredProperty("local.server.port");
			HttpClient client = HttpClient.newHttpClient();
			for (int i = 0; i < 50; i++) {
				for (String path : List.of("/health", "/live", "/catalogs/a", "/nothing", "/actuator/hardening")) {
					HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
						.header("Origin", "https://other.example.org")
						.header("X-Forwarded-For", "203.0.113." + i)
						.build();
					assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
						.isGreaterThanOrEqualTo(200);
				}
			}
			assertThat(counted).as("by 250 requests").hasValue(1);
			application.results();
			assertThat(counted).as("by somebody who looks").hasValue(2);
		}
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AuditAutoConfiguration.class))
			.withBean(AuditCheck.class, () -> AuditCheck.of("APP-001", "It is good", AuditSeverity.WARNING, () -> {
				this.runs.incrementAndGet();
				return AuditResult.fail("It is not.");
			}));
	}

	private static long time(Audit audit) {
		long start = System.nanoTime();
		assertThat(List.copyOf(audit.run().findings())).isNotEmpty();
		return Duration.ofNanos(System.nanoTime() - start).toMillis();
	}

	/**
	 * An application with a check that counts.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import({ AuditedApplication.Careful.class, CountedCheck.class })
	static class Counted {

	}

	/**
	 * Counts how often it is asked.
	 */
	static class CountedCheck implements AuditChecks {

		private final AtomicInteger runs = new AtomicInteger();

		@Override
		public List<AuditCheck> checks() {
			return List.of(AuditCheck.of("APP-001", "It is counted", AuditSeverity.INFO, () -> {
				this.runs.incrementAndGet();
				return AuditResult.pass("It is.");
			}));
		}

	}

}
