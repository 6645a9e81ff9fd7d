package dev.hardening.deploy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;

/**
 * Empties what the model keeps of fields that it does not know, in the whole tree.
 */
final class UnknownFields {

	private UnknownFields() {
	}

	static void remove(Object node) {
		if (node instanceof Collection<?> elements) {
			elements.forEach(UnknownFields::remove);
		}
		else if (node instanceof Map<?, ?> entries) {
			entries.values().forEach(UnknownFields::remove);
		}
		else if (node != null && node.getClass().getName().startsWith("io.fabric8.")) {
			for (Class<?> type = node.getClass(); type != Object.class; type = type.getSuperclass()) {
				for (Field field : type.getDeclaredFields()) {
					remove(node, field);
				}
			}
		}
	}

	private static void remove(Object node, Field field) {
		if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive() || field.getType().isEnum()) {
			return;
		}
		field.setAccessible(true);
		try {
			Object value = field.get(node);
			if (field.getName().equals("additionalProperties") && value instanceof Map<?, ?> unknown) {
				unknown.clear();
			}
			else {
				remove(value);
			}
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
