package dev.hardening.environment;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Says for the type of a property what can be written.
 */
final class AcceptedValues {

	private static final Map<Class<?>, String[]> KNOWN = Map.of(Boolean.class,
			new String[] { "neither true nor false", "Write true or false." }, Integer.class,
			new String[] { "not a whole number", "Write a whole number, for example 100." }, Long.class,
			new String[] { "not a whole number", "Write a whole number, for example 100." }, Double.class,
			new String[] { "not a number", "Write a number, for example 0.9." }, Duration.class,
			new String[] { "not a duration", "Write a number with a unit, for example 500ms, 30s, 5m, 1h or 14d." },
			DataSize.class, new String[] { "not a size", "Write a number with a unit, for example 8KB or 10MB." },
			URI.class, new String[] { "not a URI", "Write a URI, for example https://login.example.com/." });

	private AcceptedValues() {
	}

	static String reason(Class<?> type) {
		if (type.isEnum()) {
			return "is not one of the values";
		}
		String[] known = KNOWN.get(ClassUtils.resolvePrimitiveIfNecessary(type));
		return (known != null) ? "is " + known[0] : "cannot be read as " + ClassUtils.getShortName(type);
	}

	static String fix(Class<?> type) {
		if (type.isEnum()) {
			return "Write one of " + Arrays.stream(type.getEnumConstants())
				.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.collect(Collectors.joining(", ")) + ".";
		}
		String[] known = KNOWN.get(ClassUtils.resolvePrimitiveIfNecessary(type));
		if (known != null) {
			return known[1];
		}
		return type.isRecord() ? "Write the keys below it, not a value." : "Correct the value.";
	}

}
