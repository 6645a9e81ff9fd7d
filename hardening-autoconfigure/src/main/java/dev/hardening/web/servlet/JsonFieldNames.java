package dev.hardening.web.servlet;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks Jackson how the properties of a body are called in JSON, whether an annotation or
 * a naming strategy says so.
 */
class JsonFieldNames implements BodyFieldNames {

	private final JsonMapper mapper;

	/** As many as the application has types of bodies. */
	private final Map<JavaType, Map<String, Property>> known = new ConcurrentHashMap<>();

	JsonFieldNames(JsonMapper mapper) {
		this.mapper = mapper;
	}

	@Override
	public String named(Class<?> type, String path) {
		StringBuilder result = new StringBuilder(path.length());
		JavaType current = this.mapper.constructType(type);
		int position = 0;
		while (position < path.length()) {
			int end = endOfSegment(path, position);
			String segment = path.substring(position, end);
			if (isIndex(segment)) {
				result.append(segment);
				current = (current != null) ? current.getContentType() : null;
			}
			else {
				Property property = (current != null) ? property(current, segment) : null;
				result.append(result.isEmpty() ? "" : ".").append((property != null) ? property.name() : segment);
				current = (property != null) ? property.type() : null;
			}
			position = (end < path.length() && path.charAt(end) == '.') ? end + 1 : end;
		}
		return result.toString();
	}

	private static boolean isIndex(String segment) {
		return segment.startsWith("[");
	}

	// A key in brackets may hold dots.
	private static int endOfSegment(String path, int start) {
		if (path.charAt(start) == '[') {
			int close = path.indexOf(']', start);
			return (close < 0) ? path.length() : close + 1;
		}
		int end = start;
		while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
			end++;
		}
		return end;
	}

	private @Nullable Property property(JavaType type, String name) {
		return this.known.computeIfAbsent(type, this::introspect).get(name);
	}

	private Map<String, Property> introspect(JavaType type) {
		DeserializationConfig config = this.mapper.deserializationConfig();
		ClassIntrospector introspector = config.classIntrospectorInstance();
		Map<String, Property> result = new HashMap<>();
		for (BeanPropertyDefinition property : introspector
			.introspectForDeserialization(type, introspector.introspectClassAnnotations(type))
			.findProperties()) {
			result.put(property.getInternalName(), new Property(property.getName(), property.getPrimaryType()));
		}
		return Map.copyOf(result);
	}

	private record Property(String name, JavaType type) {
	}

}
