package dev.hardening.security;

import dev.hardening.environment.BootDefaults;

import org.springframework.core.env.Environment;

/**
 * Spring Security observes every filter of its chain on every request, which costs more
 * than all controls of this starter together and answers no question that an operator
 * has.
 */
class SecurityBootDefaults implements BootDefaults {

	@Override
	public void contribute(Environment environment, Defaults defaults) {
		defaults.set("management.observations.enable.spring.security", false);
	}

}
