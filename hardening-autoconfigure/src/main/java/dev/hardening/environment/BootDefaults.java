package dev.hardening.environment;

import org.springframework.core.env.Environment;

/**
 * Contributes defaults for keys that belong to Boot or to a library and that a feature
 * wants hardened. Any value that the user sets, in whatever source, wins. Implementations
 * are listed in {@code META-INF/spring.factories} and have a constructor without
 * arguments.
 */
@FunctionalInterface
public interface BootDefaults {

	/**
	 * Contribute defaults.
	 * @param environment what the user configured so far
	 * @param defaults takes the keys and values
	 */
	void contribute(Environment environment, Defaults defaults);

	/**
	 * Takes defaults.
	 */
	@FunctionalInterface
	interface Defaults {

		/**
		 * Set a default.
		 * @param key the canonical name of the property
		 * @param value its value
		 */
		void set(String key, Object value);

	}

}
