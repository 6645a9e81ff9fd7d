package dev.hardening.ratelimit;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Tells whether a path can match two patterns, by trying each on an example of the other.
 * Good enough for a warning, which is what it is for.
 */
final class PatternOverlap {

	private static final Pattern VARIABLE = Pattern.compile("\\{\\*?[^{}/]*}|\\*+|\\?");

	private PatternOverlap() {
	}

	static boolean any(List<PathPattern> some, Collection<PathPattern> others) {
		return some.stream().anyMatch((one) -> others.stream().anyMatch((other) -> overlap(one, other)));
	}

	private static boolean overlap(PathPattern one, PathPattern other) {
		return one.getPatternString().equals(other.getPatternString()) || one.matches(example(other))
				|| other.matches(example(one));
	}

	private static PathContainer example(PathPattern pattern) {
		return PathContainer.parsePath(VARIABLE.matcher(pattern.getPatternString()).replaceAll("1"));
	}

}
