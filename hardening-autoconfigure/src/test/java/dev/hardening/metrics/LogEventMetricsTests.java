package dev.hardening.metrics;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.logging.logback.LogbackMetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogEventMetricsAutoConfiguration} and {@link LogEventCounter}.
 */
class LogEventMetricsTests {

	private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();

	private final Logger logger = this.loggers.getLogger(LogEventMetricsTests.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withBean(SimpleMeterRegistry.class, SimpleMeterRegistry::new)
		.withConfiguration(
				AutoConfigurations.of(LogbackMetricsAutoConfiguration.class, LogEventMetricsAutoConfiguration.class));

	// An application that another test started in this process has left its levels.
	@BeforeEach
	void listen() {
		this.logger.setLevel(Level.DEBUG);
	}

	@AfterEach
	void listenAsBefore() {
		this.logger.setLevel(null);
	}

	@Test
	void eventsAreCountedByLevelWithoutAFilterInFrontOfEveryQuestion() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(LogbackMetrics.class).hasSingleBean(LogEventCounter.class);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			context.getBean(LogEventCounter.class).bindTo(registry);
			assertThat(this.loggers.getTurboFilterList()).extracting(TurboFilter::getClass)
				.extracting(Class::getSimpleName)
				.doesNotContain("MetricsTurboFilter");
			double warnings = count(registry, "warn");
			double errors = count(registry, "error");
			this.logger.warn("one");
			this.logger.error("two");
			this.logger.error("three");
			this.logger.trace("not enabled");
			assertThat(count(registry, "warn")).isEqualTo(warnings + 1);
			assertThat(count(registry, "error")).isEqualTo(errors + 2);
			assertThat(count(registry, "trace")).isZero();
		});
	}

	@Test
	void eventsWhenTheContextIsClosedAreCountedNoMore() {
		this.runner.run((context) -> {
			LogEventCounter counter = context.getBean(LogEventCounter.class);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			counter.bindTo(registry);
			counter.close();
			double before = count(registry, "warn");
			this.logger.warn("unheard");
			assertThat(count(registry, "warn")).isEqualTo(before);
		});
	}

	@Test
	void counterOfTheUserWins() {
		LogbackMetrics own = new LogbackMetrics();
		this.runner.withBean(LogbackMetrics.class, () -> own)
			.run((context) -> assertThat(context.getBean(LogbackMetrics.class)).isSameAs(own));
	}

	@Test
	void counterWhenMetricsAreOffIsBoots() {
		this.runner.withPropertyValues("hardening.metrics.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(LogbackMetrics.class)
				.doesNotHaveBean(LogEventCounter.class));
	}

	private static double count(MeterRegistry registry, String level) {
		return registry.get("logback.events").tag("level", level).functionCounter().count();
	}

}
