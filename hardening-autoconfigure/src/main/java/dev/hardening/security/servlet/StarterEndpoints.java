package dev.hardening.security.servlet;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.security.AccessExpression;
import dev.hardening.web.servlet.AccessContribution;

import org.springframework.core.env.Environment;

/**
 * Access to the endpoints whose paths come from configuration: probes and the receiver of
 * content security policy reports are open, the actuator and the metrics are not.
 */
final class StarterEndpoints {

	private static final String ACTUATOR = "hasAnyAuthority('ACTUATOR','SCOPE_actuator')";

	private StarterEndpoints() {
	}

	static List<AccessContribution> of(Environment environment) {
		List<AccessContribution> endpoints = new ArrayList<>();
		endpoints.add(AccessContribution.permitAll("GET", path(environment, "hardening.health.health-path", "/health"),
				path(environment, "hardening.health.ready-path", "/ready"),
				path(environment, "hardening.health.live-path", "/live")));
		String reports = environment.getProperty("hardening.headers.csp.report-path", "/csp-reports");
		if (!reports.isEmpty()) {
			endpoints.add(AccessContribution.permitAll("POST", reports));
		}
		endpoints.add(new AccessContribution(List.of(),
				List.of(path(environment, "hardening.metrics.path", "/metrics")), metricsAccess(environment)));
		String actuator = environment.getProperty("management.endpoints.web.base-path", "/actuator");
		// At the root the endpoints cannot be told from the application's by their paths;
		// they need an authenticated caller like all that no rule names.
		if (actuator.length() > 1) {
			endpoints.add(new AccessContribution(List.of(), List.of(actuator + "/**"), ACTUATOR));
		}
		return endpoints;
	}

	// A mistake is told here, where the name of the property is known.
	private static String path(Environment environment, String key, String otherwise) {
		String path = environment.getProperty(key, otherwise);
		if (!path.startsWith("/")) {
			throw new InvalidPropertyException(key, path, "does not begin with a slash",
					"Begin the path with a slash, for example %s.".formatted(otherwise));
		}
		return path;
	}

	private static String metricsAccess(Environment environment) {
		String key = "hardening.metrics.access";
		String access = environment.getProperty(key, ACTUATOR);
		try {
			AccessExpression.parse(access);
			return access;
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(key, access, String.valueOf(ex.getMessage()),
					"Write permit-all, authenticated, hasAuthority('X') or hasScope('x').");
		}
	}

}
