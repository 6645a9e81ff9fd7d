package dev.hardening.ratelimit;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.pattern.PathPattern;

/**
 * A route of the application, as the audit looks at it.
 *
 * @param methods its methods, empty for all
 * @param pattern its path
 * @param upload whether it takes files
 * @param policy the policy that an annotation sets, or {@code null}
 */
public record LimitedRoute(Set<String> methods, PathPattern pattern, boolean upload, @Nullable String policy) {

	boolean takes(String method) {
		return this.methods.isEmpty() || this.methods.contains(method);
	}

	@Override
	public String toString() {
		return this.pattern.getPatternString();
	}

}
