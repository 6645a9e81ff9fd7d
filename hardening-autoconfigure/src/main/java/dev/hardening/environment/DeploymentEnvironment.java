package dev.hardening.environment;

import java.util.Locale;
import java.util.Set;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The kind of place in which the application runs. What is unsafe to leave open anywhere
 * else may be open in development.
 */
public enum DeploymentEnvironment {

	/** On the machine of someone who writes the application. */
	DEVELOPMENT,

	/** A copy of production that the public does not use. */
	STAGING,

	/** What the public uses. */
	PRODUCTION;

	static final String PROPERTY = "hardening.environment";

	private static final Set<String> DEVELOPMENT_PROFILES = Set.of("dev", "development", "local", "test");

	/**
	 * Return where an application runs: what {@code hardening.environment} says, else
	 * development when a profile named dev, development, local or test is active, else
	 * production, so that whoever says nothing is safe.
	 * @param environment the environment of the application
	 * @return the kind of place
	 */
	public static DeploymentEnvironment of(Environment environment) {
		return Binder.get(environment)
			.bind(PROPERTY, DeploymentEnvironment.class)
			.orElseGet(() -> ofProfiles(environment.getActiveProfiles()));
	}

	private static DeploymentEnvironment ofProfiles(String[] profiles) {
		for (String profile : profiles) {
			if (DEVELOPMENT_PROFILES.contains(profile.toLowerCase(Locale.ROOT))) {
				return DEVELOPMENT;
			}
		}
		return PRODUCTION;
	}

	/**
	 * Return whether this is development.
	 * @return {@code true} in development only
	 */
	public boolean isDevelopment() {
		return this == DEVELOPMENT;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
