package dev.hardening.metrics;

import dev.hardening.environment.InvalidPropertyException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The metrics.
 *
 * @param enabled Whether to count refusals and to answer Prometheus.
 * @param path path under which Prometheus reads the metrics
 * @param access who may read them: permit-all, authenticated, or another access
 * expression as in hardening.security.rules
 */
@ConfigurationProperties("hardening.metrics")
public record MetricsProperties(@DefaultValue("true") boolean enabled, @DefaultValue("/metrics") String path,
		@DefaultValue("hasAnyAuthority('ACTUATOR','SCOPE_actuator')") String access) {

	public MetricsProperties {
		if (!path.startsWith("/") || path.length() == 1 || path.endsWith("/") || path.matches(".*[*?{}\\s#;\\\\].*")) {
			throw new InvalidPropertyException("hardening.metrics.path", path, "is not the path of one resource",
					"Write a path that starts with a slash and has no pattern, for example /metrics.");
		}
	}

}
