package dev.hardening.metrics;

import ch.qos.logback.classic.LoggerContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Counts log events, in place of Boot's counter and under the same name.
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		beforeName = "org.springframework.boot.micrometer.metrics.autoconfigure.logging.logback.LogbackMetricsAutoConfiguration")
@ConditionalOnClass({ MeterRegistry.class, LoggerContext.class })
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "hardening.metrics.enabled", matchIfMissing = true)
@Conditional(LogEventMetricsAutoConfiguration.OnLogback.class)
public final class LogEventMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(LogbackMetrics.class)
	LogEventCounter logbackMetrics() {
		return new LogEventCounter((LoggerContext) LoggerFactory.getILoggerFactory());
	}

	/**
	 * Matches where Logback is what logs.
	 */
	static final class OnLogback extends SpringBootCondition {

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return new ConditionOutcome(LoggerFactory.getILoggerFactory() instanceof LoggerContext,
					ConditionMessage.of("what logs"));
		}

	}

}
