package dev.hardening.environment;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Name;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * One place in the tree of known keys: a group, a scalar, or a map or list of either.
 */
final class PropertyNode {

	private final String path;

	private final ResolvableType type;

	private final @Nullable RecordComponent component;

	// Built when first asked for, because a record may contain itself.
	private @Nullable Map<String, PropertyNode> children;

	private PropertyNode(String path, ResolvableType type, @Nullable RecordComponent component) {
		this.path = path;
		this.type = type;
		this.component = component;
	}

	static PropertyNode root(String path) {
		return new PropertyNode(path, ResolvableType.NONE, null);
	}

	static PropertyNode scalar(String path, Class<?> type) {
		return new PropertyNode(path, ResolvableType.forClass(type), null);
	}

	/**
	 * Return the key, with {@code *} for any key of a map and {@code []} for any index.
	 * @return the documented form of the key
	 */
	String path() {
		return this.path;
	}

	/**
	 * Return the type of the value.
	 * @return the type, {@code Object} for a group that no record stands for
	 */
	Class<?> type() {
		return this.type.resolve(Object.class);
	}

	/**
	 * Return where this is declared.
	 * @return the component of a record, or {@code null} for a group
	 */
	@Nullable RecordComponent component() {
		return this.component;
	}

	/**
	 * Return what is below.
	 * @return nodes by the uniform form of their name
	 */
	Map<String, PropertyNode> children() {
		Map<String, PropertyNode> children = this.children;
		if (children == null) {
			children = new LinkedHashMap<>();
			this.children = children;
			addComponents(this.type);
		}
		return children;
	}

	PropertyNode child(String name) {
		return child(name, ResolvableType.NONE, null);
	}

	private PropertyNode child(String name, ResolvableType type, @Nullable RecordComponent component) {
		return children().computeIfAbsent(uniform(name),
				(key) -> new PropertyNode(this.path + "." + name, type, component));
	}

	void addComponents(ResolvableType type) {
		if (type.resolve(Object.class).isRecord()) {
			for (RecordComponent component : type.resolve(Object.class).getRecordComponents()) {
				child(name(component), ResolvableType.forType(component.getGenericType(), type), component);
			}
		}
	}

	/**
	 * Return the node of the entries of a map or the elements of a list.
	 * @return the node, or {@code null} when this is neither
	 */
	@Nullable PropertyNode element() {
		if (isMap()) {
			return new PropertyNode(this.path + ".*", this.type.asMap().getGeneric(1), this.component);
		}
		if (isList()) {
			ResolvableType element = this.type.isArray() ? this.type.getComponentType()
					: this.type.asCollection().getGeneric(0);
			return new PropertyNode(this.path + "[]", element, this.component);
		}
		return null;
	}

	boolean isMap() {
		return Map.class.isAssignableFrom(type());
	}

	boolean isList() {
		return this.type.isArray() || Collection.class.isAssignableFrom(type());
	}

	/**
	 * Return whether any key may be below: a map whose values are no records takes dots
	 * as part of its keys.
	 * @return {@code true} if nothing below is unknown
	 */
	boolean isFree() {
		PropertyNode element = isMap() ? element() : null;
		return element != null && !element.type().isRecord();
	}

	static String uniform(String name) {
		StringBuilder uniform = new StringBuilder(name.length());
		for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
			if (Character.isLetterOrDigit(c)) {
				uniform.append(c);
			}
		}
		return uniform.toString();
	}

	private static String name(RecordComponent component) {
		// The annotation is not applicable to components, only to their fields.
		Field field = ReflectionUtils.findField(component.getDeclaringRecord(), component.getName());
		Name name = (field != null) ? field.getAnnotation(Name.class) : null;
		return (name != null) ? name.value() : dashed(component.getName());
	}

	private static String dashed(String name) {
		StringBuilder dashed = new StringBuilder();
		for (char c : name.toCharArray()) {
			if (Character.isUpperCase(c) && !dashed.isEmpty()) {
				dashed.append('-');
			}
			dashed.append(Character.toLowerCase(c));
		}
		return dashed.toString();
	}

}
