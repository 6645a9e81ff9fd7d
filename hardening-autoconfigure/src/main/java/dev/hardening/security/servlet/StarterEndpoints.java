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
		endpoints
			.add(AccessContribution.permitAll("GET", environment.getProperty("hardening.health.health-path", "/health"),
					environment.getProperty("hardening.health.ready-path", "/ready"),
					environment.getProperty("hardening.health.live-path", "/live")));
		String reports = environment.getProperty("hardening.headers.csp.report-path", "/csp-reports");
		if (!reports.isEmpty()) {
			endpoints.add(AccessContribution.permitAll("POST", reports));
		}
		endpoints.add(new AccessContribution(List.of(),
				List.of(environment.getProperty("hardening.metrics.path", "/metrics")), metricsAccess(environment)));
		String actuator = environment.getProperty("management.endpoints.web.base-path", "/actuator");
		// At the root the endpoints cannot be told from the application's by their paths;
		// they need an authenticated caller like all that no rule names.
		if (actuator.length() > 1) {
			endpoints.add(new AccessContribution(List.of(), List.of(actuator + "/**"), ACTUATOR));
		}
		return endpoints;
	}

	// A mistake is told here, where the name of the property is known.
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
