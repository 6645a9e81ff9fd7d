package dev.hardening.audit;

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
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

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

}
