package dev.hardening.ratelimit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Finds the few values whose path pattern can match a path among many: by the literal
 * segments with which patterns begin, so that a thousand patterns cost a request about as
 * much as one. The pattern itself then decides.
 *
 * @param <T> the type of the values
 */
final class PathIndex<T> {

	private final Node<T> root;

	/**
	 * Create an index.
	 * @param values the values
	 * @param patterns returns the patterns of a value
	 * @param caseSensitive whether the router tells upper case from lower
	 */
	PathIndex(List<T> values, Function<T, List<PathPattern>> patterns, boolean caseSensitive) {
		this.root = new Node<>();
		for (int order = 0; order < values.size(); order++) {
			T value = values.get(order);
			for (PathPattern pattern : patterns.apply(value)) {
				Node<T> node = caseSensitive ? this.root.descend(literals(pattern)) : this.root;
				node.own.add(new Entry<>(order, pattern, value));
			}
		}
		this.root.inherit(List.of());
	}

	private static List<String> literals(PathPattern pattern) {
		List<String> literals = new ArrayList<>();
		String text = pattern.getPatternString();
		int start = text.startsWith("/") ? 1 : 0;
		while (start <= text.length()) {
			int end = text.indexOf('/', start);
			String segment = text.substring(start, (end < 0) ? text.length() : end);
			if (!isLiteral(segment)) {
				break;
			}
			literals.add(segment);
			start = (end < 0) ? text.length() + 1 : end + 1;
		}
		return literals;
	}

	private static boolean isLiteral(String segment) {
		return !segment.isEmpty()
				&& segment.chars().allMatch((c) -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
	}

	/**
	 * Return the values with a pattern that matches, each once.
	 * @param path the path of a request
	 * @return the values in the order in which they were given
	 */
	List<T> match(PathContainer path) {
		List<T> matches = null;
		T last = null;
		for (Entry<T> entry : candidates(path)) {
			if (entry.value != last && entry.pattern.matches(path)) {
				last = entry.value;
				matches = (matches != null) ? matches : new ArrayList<>(4);
				matches.add(last);
			}
		}
		return (matches != null) ? matches : List.of();
	}

	/**
	 * Return whether any pattern matches.
	 * @param path the path of a request
	 * @return {@code true} if one does
	 */
	boolean matches(PathContainer path) {
		for (Entry<T> entry : candidates(path)) {
			if (entry.pattern.matches(path)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether there is nothing to find.
	 * @return {@code true} if no value has a pattern
	 */
	boolean isEmpty() {
		return this.root.all.isEmpty() && this.root.children.isEmpty();
	}

	int candidateCount(PathContainer path) {
		return candidates(path).size();
	}

	private List<Entry<T>> candidates(PathContainer path) {
		Node<T> node = this.root;
		List<PathContainer.Element> elements = path.elements();
		for (int i = 0; i < elements.size() && !node.children.isEmpty(); i++) {
			if (elements.get(i) instanceof PathSegment segment) {
				Node<T> child = node.children.get(segment.valueToMatch());
				if (child == null) {
					break;
				}
				node = child;
			}
		}
		return node.all;
	}

	private record Entry<T>(int order, PathPattern pattern, T value) {

	}

	private static final class Node<T> {

		private final Map<String, Node<T>> children = new HashMap<>();

		private final List<Entry<T>> own = new ArrayList<>();

		private List<Entry<T>> all = List.of();

		Node<T> descend(List<String> literals) {
			Node<T> node = this;
			for (String literal : literals) {
				node = node.children.computeIfAbsent(literal, (key) -> new Node<>());
			}
			return node;
		}

		void inherit(List<Entry<T>> ancestors) {
			List<Entry<T>> merged = new ArrayList<>(ancestors);
			merged.addAll(this.own);
			// Patterns of one value stay side by side, so that it is found once.
			merged.sort(Comparator.comparingInt(Entry::order));
			this.all = List.copyOf(merged);
			this.children.values().forEach((child) -> child.inherit(this.all));
		}

	}

}
