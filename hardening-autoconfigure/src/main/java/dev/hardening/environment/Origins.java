package dev.hardening.environment;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin.Location;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.Resource;

/**
 * Says where a value was written, in the form that editors make a link of.
 */
final class Origins {

	private Origins() {
	}

	static String describe(@Nullable Origin origin) {
		if (origin instanceof PropertySourceOrigin source) {
			return (source.getOrigin() != null) ? describe(source.getOrigin()) : describe(source);
		}
		if (origin instanceof TextResourceOrigin text) {
			return describe(text);
		}
		if (origin instanceof SystemEnvironmentOrigin variable) {
			return "environment variable " + variable.getProperty();
		}
		return (origin != null) ? origin.toString() : "unknown";
	}

	private static String describe(PropertySourceOrigin origin) {
		return switch (origin.getPropertySource().getName()) {
			case CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME -> "the command line";
			case StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME ->
				"system property " + origin.getPropertyName();
			case StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME ->
				"environment variable " + origin.getPropertyName();
			default -> origin.getPropertySource().getName();
		};
	}

	private static String describe(TextResourceOrigin origin) {
		Resource resource = origin.getResource();
		Location location = origin.getLocation();
		return ((resource != null) ? path(resource.getDescription()) : "unknown")
				+ ((location != null) ? ":%d:%d".formatted(location.getLine() + 1, location.getColumn() + 1) : "");
	}

	// From "class path resource [application.yml]" and the like.
	private static String path(String description) {
		int from = description.indexOf('[');
		int to = description.indexOf(']', from);
		String path = (from >= 0 && to > from) ? description.substring(from + 1, to) : description;
		return path.startsWith("file:") ? path.substring("file:".length()) : path;
	}

}
