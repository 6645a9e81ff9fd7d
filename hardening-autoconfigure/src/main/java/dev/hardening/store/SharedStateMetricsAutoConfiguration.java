package dev.hardening.store;

import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Counts failures of the shared state where Micrometer is in use.
 */
@AutoConfiguration(after = CompositeMeterRegistryAutoConfiguration.class)
@ConditionalOnClass({ MeterRegistry.class, CompositeMeterRegistryAutoConfiguration.class })
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnSharedState
public final class SharedStateMetricsAutoConfiguration {

	// Both from the start, so that an alert on the first failure has a zero to compare
	// with.
	@Bean
	SharedStateListener sharedStateMetrics(MeterRegistry registry) {
		Map<String, Counter> counters = Map.of("redis", counter(registry, "redis"), "jdbc", counter(registry, "jdbc"));
		return (store) -> {
			Counter counter = counters.get(store);
			if (counter != null) {
				counter.increment();
			}
		};
	}

	private Counter counter(MeterRegistry registry, String store) {
		return Counter.builder("hardening.shared.state.failures")
			.description("Questions to the shared state that were not answered")
			.tag("store", store)
			.register(registry);
	}

}
