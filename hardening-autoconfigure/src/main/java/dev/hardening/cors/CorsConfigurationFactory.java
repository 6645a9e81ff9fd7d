package dev.hardening.cors;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.hardening.environment.DeploymentEnvironment;
import dev.hardening.environment.InvalidPropertyException;

import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Turns the properties into Spring's configuration, and refuses what cannot work or would
 * let any site read what is private.
 */
public final class CorsConfigurationFactory {

	private static final String KEY = "hardening.cors.";

	private final CorsProperties properties;

	private final DeploymentEnvironment environment;

	/**
	 * Create a factory.
	 * @param properties what the user configured
	 * @param environment where the application runs
	 */
	public CorsConfigurationFactory(CorsProperties properties, DeploymentEnvironment environment) {
		this.properties = properties;
		this.environment = environment;
	}

	/**
	 * Create the configuration.
	 * @return the configuration of every path
	 * @throws InvalidPropertyException if it cannot work or is dangerous
	 */
	public CorsConfiguration create() {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(origins());
		configuration.setAllowedMethods(methods());
		configuration.setAllowedHeaders(names("allowed-headers", this.properties.allowedHeaders()));
		configuration.setExposedHeaders(names("exposed-headers", this.properties.exposedHeaders()));
		configuration.setAllowCredentials(this.properties.allowCredentials() ? true : null);
		if (this.properties.maxAge().isNegative()) {
			throw invalid("max-age", this.properties.maxAge(), "is less than nothing", "Write a time such as 1h.");
		}
		configuration.setMaxAge(this.properties.maxAge());
		checkPaths();
		return configuration;
	}

	private List<String> origins() {
		boolean development = this.environment.isDevelopment();
		if (this.properties.allowAll() && !development) {
			throw invalid("allow-all", true, "lets every site on the internet in, in " + this.environment,
					"List the sites that you trust under hardening.cors.allowed-origins.");
		}
		List<String> origins = new ArrayList<>();
		add(origins, "allowed-origins", this.properties.allowedOrigins());
		List<String> developmentOrigins = new ArrayList<>();
		add(developmentOrigins, "development-origins", this.properties.developmentOrigins());
		if (development) {
			origins.addAll(developmentOrigins);
		}
		boolean any = this.properties.allowAll() || origins.contains(CorsConfiguration.ALL);
		if (any && this.properties.allowCredentials()) {
			throw invalid("allow-credentials", true, "lets every site act as whoever visits it",
					"List the origins one by one, or set hardening.cors.allow-credentials: false.");
		}
		return any ? List.of(CorsConfiguration.ALL) : origins.stream().distinct().toList();
	}

	private void add(List<String> origins, String name, List<String> configured) {
		for (int i = 0; i < configured.size(); i++) {
			String key = "%s[%d]".formatted(name, i);
			String origin = configured.get(i).strip();
			if (origin.equals(CorsConfiguration.ALL) && !this.environment.isDevelopment()) {
				throw invalid(key, origin, "lets every site on the internet in, in " + this.environment,
						"List the sites that you trust.");
			}
			origins.add(origin.equals(CorsConfiguration.ALL) ? origin : origin(key, origin));
		}
	}

	private static String origin(String key, String origin) {
		String problem = Origin.problemOf(origin);
		if (problem != null) {
			throw invalid(key, origin, problem,
					"Write scheme, host and, if it is not the standard one, port: https://app.example.com.");
		}
		return origin.toLowerCase(Locale.ROOT);
	}

	private List<String> methods() {
		List<String> methods = this.properties.allowedMethods();
		for (int i = 0; i < methods.size(); i++) {
			if (!methods.get(i).matches("[A-Z]+")) {
				throw invalid("allowed-methods[%d]".formatted(i), methods.get(i), "is not a method",
						"Write each method by name, in upper case.");
			}
		}
		return methods;
	}

	private List<String> names(String name, List<String> headers) {
		for (int i = 0; i < headers.size(); i++) {
			boolean wildcard = headers.get(i).equals(CorsConfiguration.ALL);
			if (wildcard && !this.environment.isDevelopment()) {
				throw invalid("%s[%d]".formatted(name, i), "*", "covers headers that nobody thought of",
						"List the headers by name.");
			}
			if (!wildcard && !headers.get(i).matches("[A-Za-z0-9!#$%&'+.^_`|~-]+")) {
				throw invalid("%s[%d]".formatted(name, i), headers.get(i), "is not the name of a header",
						"Write a name such as X-Request-ID.");
			}
		}
		return headers;
	}

	private void checkPaths() {
		List<String> paths = this.properties.paths();
		for (int i = 0; i < paths.size(); i++) {
			try {
				PathPatternParser.defaultInstance.parse(paths.get(i));
			}
			catch (PatternParseException ex) {
				throw invalid("paths[%d]".formatted(i), paths.get(i), "is not a path pattern: " + ex.getMessage(),
						"Write a pattern such as /api/**.");
			}
		}
	}

	private static InvalidPropertyException invalid(String name, Object value, String reason, String fix) {
		return new InvalidPropertyException(KEY + name, value, reason, fix);
	}

}
