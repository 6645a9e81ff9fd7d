package dev.hardening.web;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Tells whether one path can match two patterns. Where that is hard to tell it says yes,
 * so that a warning about patterns that match nothing is never wrong.
 */
public final class PathOverlap {

	private static final Pattern VARIABLE = Pattern.compile("\\{\\*?[^{}/]*}|\\*+|\\?");

	private static final String ANYTHING = "any-1";

	private PathOverlap() {
	}

	/**
	 * Return whether one of some patterns overlaps with one of others.
	 * @param some patterns
	 * @param others other patterns
	 * @return {@code true} if a path may match one of each
	 */
	public static boolean any(Collection<PathPattern> some, Collection<PathPattern> others) {
		return some.stream().anyMatch((one) -> others.stream().anyMatch((other) -> between(one, other)));
	}

	/**
	 * Return whether two patterns overlap.
	 * @param one a pattern
	 * @param other another pattern
	 * @return {@code true} if a path may match both
	 */
	public static boolean between(PathPattern one, PathPattern other) {
		String first = one.getPatternString();
		String second = other.getPatternString();
		return hasExpression(first) || hasExpression(second) || overlap(first.split("/", -1), second.split("/", -1));
	}

	/**
	 * Return whether every path that matches one pattern matches another. Where that is
	 * hard to tell it says no.
	 * @param wide the pattern that may cover the other
	 * @param narrow the other pattern
	 * @return {@code true} if nothing is left to the narrow one
	 */
	public static boolean covers(PathPattern wide, PathPattern narrow) {
		String first = wide.getPatternString();
		String second = narrow.getPatternString();
		return first.equals(second) || (!hasExpression(first) && covers(first.split("/", -1), second.split("/", -1)));
	}

	private static boolean covers(String[] wide, String[] narrow) {
		for (int i = 0; i < Math.max(wide.length, narrow.length); i++) {
			if (isRest(wide, i)) {
				return true;
			}
			if (i >= wide.length || i >= narrow.length || isRest(narrow, i) || !coversSegment(wide[i], narrow[i])) {
				return false;
			}
		}
		return true;
	}

	private static boolean coversSegment(String wide, String narrow) {
		boolean any = wide.equals("*") || (wide.startsWith("{") && wide.endsWith("}"));
		return wide.equals(narrow) || (any && !narrow.isEmpty()) || (isLiteral(narrow) && matches(wide, narrow));
	}

	/**
	 * Return a path that matches a pattern and, most likely, none that is narrower.
	 * @param pattern the pattern
	 * @return an example
	 */
	public static PathContainer example(PathPattern pattern) {
		return PathContainer.parsePath(VARIABLE.matcher(pattern.getPatternString()).replaceAll(ANYTHING));
	}

	// A regular expression in a variable.
	private static boolean hasExpression(String pattern) {
		return pattern.indexOf('{') >= 0 && pattern.indexOf(':') >= 0;
	}

	private static boolean overlap(String[] first, String[] second) {
		for (int i = 0; i < Math.max(first.length, second.length); i++) {
			if (isRest(first, i) || isRest(second, i)) {
				return true;
			}
			if (i >= first.length || i >= second.length || !segments(first[i], second[i])) {
				return false;
			}
		}
		return true;
	}

	// As in /a/**, which matches /a as well.
	private static boolean isRest(String[] segments, int index) {
		return index < segments.length && (segments[index].equals("**") || segments[index].startsWith("{*"));
	}

	private static boolean segments(String first, String second) {
		if (isLiteral(first) && isLiteral(second)) {
			return first.equals(second);
		}
		boolean literal = isLiteral(first) || isLiteral(second);
		return !literal || (isLiteral(first) ? matches(second, first) : matches(first, second));
	}

	private static boolean isLiteral(String segment) {
		return List.of("*", "?", "{").stream().noneMatch(segment::contains);
	}

	private static boolean matches(String pattern, String segment) {
		return PathPatternParser.defaultInstance.parse("/" + pattern).matches(PathContainer.parsePath("/" + segment));
	}

}
