package dev.hardening.lockout;

import dev.hardening.ratelimit.RateLimitStore;
import dev.hardening.web.ClientIpProperties;
import dev.hardening.web.ControlReporter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Wires the lockout on whatever store the rate limits have.
 */
@AutoConfiguration(afterName = { "dev.hardening.ratelimit.RateLimitAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "hardening.lockout.enabled", matchIfMissing = true)
@ConditionalOnBean(RateLimitStore.class)
@EnableConfigurationProperties({ LockoutProperties.class, ClientIpProperties.class })
@Import({ LockoutMetricsConfiguration.class, LockoutEndpointConfiguration.class })
public final class LockoutAutoConfiguration {

	@Bean
	Lockouts lockouts(LockoutProperties properties, RateLimitStore store, ObjectProvider<LockoutListener> listeners) {
		return new Lockouts(properties, store, listeners.orderedStream().toList());
	}

	@Bean
	@ConditionalOnBean(ControlReporter.class)
	LoginAttempts loginAttempts(Lockouts lockouts, ControlReporter reporter) {
		return new LoginAttempts(lockouts, reporter);
	}

}
