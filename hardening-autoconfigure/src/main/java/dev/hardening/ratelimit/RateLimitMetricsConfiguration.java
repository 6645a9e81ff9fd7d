package dev.hardening.ratelimit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
class RateLimitMetricsConfiguration {

	@Bean
	RateLimitMetrics rateLimitMetrics(MeterRegistry registry) {
		return new RateLimitMetrics(registry);
	}

	@Bean
	MeterBinder rateLimitTrackedClients(RateLimitStore store) {
		return RateLimitMetrics.trackedClients(store);
	}

}
