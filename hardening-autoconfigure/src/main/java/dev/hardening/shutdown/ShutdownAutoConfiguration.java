package dev.hardening.shutdown;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Wires the steps of the shutdown.
 */
@AutoConfiguration
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty(name = "hardening.shutdown.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ShutdownProperties.class)
public final class ShutdownAutoConfiguration {

	@Bean
	ShutdownSteps shutdownSteps(ShutdownProperties properties, ApplicationEventPublisher publisher) {
		return new ShutdownSteps(properties.drainDelay(), publisher, (time) -> Thread.sleep(time.toMillis()));
	}

	@Bean
	LastShutdownStep lastShutdownStep() {
		return new LastShutdownStep();
	}

	@Bean
	ShutdownAuditChecks shutdownAuditChecks(Environment environment, ShutdownProperties properties) {
		return new ShutdownAuditChecks(environment, properties);
	}

}
