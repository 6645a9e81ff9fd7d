package dev.hardening.environment;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.info.BuildProperties;
import org.springframework.core.env.Environment;

/**
 * The version of the application, as probes, metrics and the start-up summary show it.
 */
public final class ApplicationVersion {

	/** What is shown when neither the build nor the manifest says. */
	public static final String UNKNOWN = "unknown";

	private ApplicationVersion() {
	}

	/**
	 * Return the version: from the build information, else what Boot read from the
	 * manifest of the main class, else {@value #UNKNOWN}.
	 * @param environment the environment of the application
	 * @param build the build information, or {@code null} when the build writes none
	 * @return the version
	 */
	public static String of(Environment environment, @Nullable BuildProperties build) {
		String version = (build != null) ? build.getVersion() : null;
		return (version != null) ? version : environment.getProperty("spring.application.version", UNKNOWN);
	}

}
