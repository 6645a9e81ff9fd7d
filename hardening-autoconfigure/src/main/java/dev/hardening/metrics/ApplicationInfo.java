package dev.hardening.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Tells the version and the environment, as {@code hardening_info}, which is always 1: a
 * dashboard joins it to the other metrics.
 *
 * @param version the version of the application
 * @param environment where it runs
 */
record ApplicationInfo(String version, String environment) implements MeterBinder {

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("hardening.info", () -> 1)
			.description("The version of the application and where it runs")
			.tag("version", this.version)
			.tag("environment", this.environment)
			.tag("java", System.getProperty("java.version", "unknown"))
			.register(registry);
	}

}
