package dev.hardening.actuator;

import dev.hardening.environment.BootDefaults;

import org.springframework.core.env.Environment;

/**
 * Hardened defaults of the actuator and of Boot's error details.
 */
class ActuatorBootDefaults implements BootDefaults {

	/** None of these shows the content of memory, variables or properties. */
	private static final String EXPOSED = "health,info,hardening,ratelimit,lockout,prometheus,metrics,flyway";

	@Override
	public void contribute(Environment environment, Defaults defaults) {
		defaults.set("management.endpoints.web.exposure.include", EXPOSED);
		defaults.set("management.endpoints.jmx.exposure.exclude", "*");
		defaults.set("spring.jmx.enabled", false);
		defaults.set("management.endpoint.health.probes.enabled", true);
		defaults.set("management.endpoint.health.show-details", "never");
		defaults.set("management.endpoint.env.show-values", "never");
		defaults.set("management.endpoint.configprops.show-values", "never");
		defaults.set("management.endpoint.heapdump.access", "none");
		defaults.set("management.endpoint.shutdown.access", "none");
		// Devtools would show them all.
		defaults.set("spring.web.error.include-message", "never");
		defaults.set("spring.web.error.include-stacktrace", "never");
		defaults.set("spring.web.error.include-binding-errors", "never");
		defaults.set("spring.web.error.include-exception", false);
	}

}
