package dev.hardening.validation.servlet;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * The lists, sets and maps in the body of a request: the body itself, and what its type
 * and the types of its members declare as fields.
 */
final class BodyLists {

	private static final int DEEPEST = 5;

	private static final List<String> FOREIGN = List.of("java.", "jakarta.", "org.springframework.", "tools.jackson.",
			"com.fasterxml.");

	private static final String SIZE = "jakarta.validation.constraints.Size";

	private static final String MAX_BATCH = "dev.hardening.validation.MaxBatch";

	private final Set<Class<?>> seen = new HashSet<>();

	private int all;

	private int open;

	private BodyLists() {
	}

	/**
	 * Look at a body.
	 * @param body the parameter that takes it
	 * @return what is in it
	 */
	static BodyLists of(MethodParameter body) {
		BodyLists lists = new BodyLists();
		lists.look(ResolvableType.forMethodParameter(body), Stream.concat(Stream.of(body.getParameterAnnotations()),
				Stream.of(body.getParameter().getAnnotatedType().getAnnotations())), 0);
		return lists;
	}

	/**
	 * Return whether there is one.
	 * @return {@code true} if a caller decides how many elements it has
	 */
	boolean any() {
		return this.all > 0;
	}

	/**
	 * Return whether each has a largest size.
	 * @return {@code true} if none is open
	 */
	boolean areBounded() {
		return this.open == 0;
	}

	private void look(ResolvableType type, Stream<Annotation> annotations, int depth) {
		ResolvableType element = element(type);
		if (element == null) {
			lookInside(type, depth);
			return;
		}
		this.all++;
		if (!isBounded(annotations)) {
			this.open++;
		}
		// A list of lists has no place for a second bound but its type's.
		if (element(element) == null) {
			lookInside(element, depth);
		}
	}

	private static @Nullable ResolvableType element(ResolvableType type) {
		Class<?> resolved = type.resolve(Object.class);
		if (Collection.class.isAssignableFrom(resolved)) {
			return type.asCollection().getGeneric(0);
		}
		if (Map.class.isAssignableFrom(resolved)) {
			return type.asMap().getGeneric(1);
		}
		// An array of bytes is text in JSON.
		return (resolved.isArray() && resolved != byte[].class) ? type.getComponentType() : null;
	}

	private void lookInside(ResolvableType type, int depth) {
		Class<?> resolved = type.resolve(Object.class);
		if (BeanUtils.isSimpleProperty(resolved) || depth > DEEPEST || !this.seen.add(resolved)) {
			return;
		}
		for (Class<?> each = resolved; each != null && isOwn(each); each = each.getSuperclass()) {
			for (Field field : each.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers())) {
					look(ResolvableType.forField(field, type), Stream.concat(Stream.of(field.getAnnotations()),
							Stream.of(field.getAnnotatedType().getAnnotations())), depth + 1);
				}
			}
		}
	}

	private static boolean isOwn(Class<?> type) {
		return FOREIGN.stream().noneMatch(type.getName()::startsWith);
	}

	private static boolean isBounded(Stream<Annotation> annotations) {
		MergedAnnotations all = MergedAnnotations.from(annotations.toArray(Annotation[]::new));
		return all.isPresent(MAX_BATCH) || all.stream(SIZE)
			.anyMatch((size) -> size.getValue("max", Integer.class).orElse(Integer.MAX_VALUE) < Integer.MAX_VALUE);
	}

}
