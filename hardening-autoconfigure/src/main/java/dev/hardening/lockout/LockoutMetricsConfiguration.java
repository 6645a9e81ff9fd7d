package dev.hardening.lockout;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Counts locks where Micrometer is in use.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
class LockoutMetricsConfiguration {

	@Bean
	LockoutListener lockoutMetrics(MeterRegistry registry) {
		return (track, mode) -> registry.counter("hardening.lockout.locks", "track", track, "outcome", switch (mode) {
			case ENFORCE -> "enforced";
			case REPORT -> "reported";
		}).increment();
	}

}
