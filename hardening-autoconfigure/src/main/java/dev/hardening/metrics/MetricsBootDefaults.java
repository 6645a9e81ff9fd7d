package dev.hardening.metrics;

import dev.hardening.environment.BootDefaults;

import org.springframework.core.env.Environment;

/**
 * Buckets for the duration of requests. A few chosen bounds rather than a percentile
 * histogram, whose seventy buckets per route, method and status make a time series each.
 */
class MetricsBootDefaults implements BootDefaults {

	private static final String BOUNDS = "5ms,10ms,25ms,50ms,100ms,250ms,500ms,1s,2500ms,5s,10s,30s";

	@Override
	public void contribute(Environment environment, Defaults defaults) {
		if (environment.getProperty("hardening.metrics.enabled", Boolean.class, true)) {
			defaults.set("management.metrics.distribution.slo.http.server.requests", BOUNDS);
		}
	}

}
