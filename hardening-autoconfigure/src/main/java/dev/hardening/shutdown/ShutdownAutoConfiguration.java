package dev.hardening.shutdown;

import java.time.Duration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Wires the steps of the shutdown.
 */
@AutoConfiguration(afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty(name = "hardening.shutdown.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ShutdownProperties.class)
public final class ShutdownAutoConfiguration {

	/** Between the web server and executors, which have Spring's default phase. */
	private static final int AFTER_SERVER = SmartLifecycle.DEFAULT_PHASE / 2 + 1;

	private static final int AFTER_EXECUTORS = SmartLifecycle.DEFAULT_PHASE / 2 - 1;

	/** Connections to Redis have phase 0. */
	private static final int AFTER_REDIS = -1;

	/** What closes when all else has stopped: pools, connections, reports. */
	private static final Duration LAST_STEPS = Duration.ofSeconds(10);

	@Bean
	ShutdownSteps shutdownSteps(ShutdownProperties properties, ApplicationEventPublisher publisher,
			Environment environment) {
		Duration phase = Binder.get(environment)
			.bind("spring.lifecycle.timeout-per-shutdown-phase", Duration.class)
			.orElse(properties.timeout());
		Duration longest = (phase.compareTo(properties.timeout()) > 0) ? phase : properties.timeout();
		ForcedEnd forcedEnd = new ForcedEnd(properties.drainDelay().plus(longest).plus(LAST_STEPS));
		return new ShutdownSteps(properties.drainDelay(), publisher, (time) -> Thread.sleep(time.toMillis()),
				forcedEnd::arm);
	}

	@Bean
	LoggedStep shutdownServerStep() {
		return new LoggedStep(AFTER_SERVER, "the server has stopped, executors finish their tasks");
	}

	@Bean
	LoggedStep shutdownExecutorsStep() {
		return new LoggedStep(AFTER_EXECUTORS, "executors have finished");
	}

	@Bean
	@ConditionalOnBean(type = "org.springframework.data.redis.connection.RedisConnectionFactory")
	LoggedStep shutdownRedisStep() {
		return new LoggedStep(AFTER_REDIS, "connections to Redis have closed");
	}

	@Bean
	LoggedStep shutdownLastStep() {
		return new LoggedStep(Integer.MIN_VALUE,
				"the server and all executors have stopped, pools and connections close");
	}

	@Bean
	ShutdownAuditChecks shutdownAuditChecks(Environment environment, ShutdownProperties properties) {
		return new ShutdownAuditChecks(environment, properties);
	}

}
