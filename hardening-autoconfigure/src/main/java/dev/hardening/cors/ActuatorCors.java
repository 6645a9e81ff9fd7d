package dev.hardening.cors;

import java.util.List;

import dev.hardening.environment.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.util.StringUtils;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may read the actuator from other sites, where Boot's own keys,
 * {@code management.endpoints.web.cors}, say so.
 */
public final class ActuatorCors {

	private final String pattern;

	private final @Nullable CorsConfiguration configuration;

	/**
	 * Create it.
	 * @param basePath what the paths of all endpoints begin with; where that is nothing,
	 * they cannot be told from those of the application, and Boot's keys do not count
	 * @param configuration who may read them, {@code null} if Boot's keys do not say
	 * @throws InvalidPropertyException if every site could act as whoever visits it
	 */
	public ActuatorCors(String basePath, @Nullable CorsConfiguration configuration) {
		if (configuration != null) {
			refuseCredentialsForAll(configuration);
		}
		this.pattern = basePath + "/**";
		this.configuration = StringUtils.hasText(basePath) ? configuration : null;
	}

	// Spring refuses the first too, without the name of the key, and lets the pattern
	// pass.
	private static void refuseCredentialsForAll(CorsConfiguration configuration) {
		if (Boolean.TRUE.equals(configuration.getAllowCredentials())
				&& (has(configuration.getAllowedOrigins()) || has(configuration.getAllowedOriginPatterns()))) {
			throw new InvalidPropertyException("management.endpoints.web.cors.allow-credentials", true,
					"lets every site act as whoever visits it",
					"List the origins one by one, or set management.endpoints.web.cors.allow-credentials: false.");
		}
	}

	private static boolean has(@Nullable List<String> origins) {
		return origins != null && origins.stream().anyMatch(CorsConfiguration.ALL::equals);
	}

	/**
	 * Register it for its paths, before any others that match them.
	 * @param source decides by the first that matches
	 */
	public void registerWith(UrlBasedCorsConfigurationSource source) {
		if (this.configuration != null) {
			source.registerCorsConfiguration(this.pattern, this.configuration);
		}
	}

	boolean decides(PathContainer path) {
		return this.configuration != null && PathPatternParser.defaultInstance.parse(this.pattern).matches(path);
	}

	int origins() {
		return (this.configuration != null)
				? size(this.configuration.getAllowedOrigins()) + size(this.configuration.getAllowedOriginPatterns())
				: 0;
	}

	private static int size(@Nullable List<String> origins) {
		return (origins != null) ? origins.size() : 0;
	}

}
