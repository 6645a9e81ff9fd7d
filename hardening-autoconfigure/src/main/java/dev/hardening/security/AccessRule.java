package dev.hardening.security;

import java.util.Set;

import dev.hardening.web.ClientRequest;
import dev.hardening.web.PathOverlap;

import org.springframework.web.util.pattern.PathPattern;

/**
 * One path pattern of a rule and who may reach what it matches.
 *
 * @param origin where the rule comes from, for messages: the key in the configuration, or
 * what contributed it
 * @param methods the methods that are covered, empty for all
 * @param pattern the path pattern
 * @param access who may
 */
public record AccessRule(String origin, Set<String> methods, PathPattern pattern, AccessExpression access) {

	boolean matches(ClientRequest request) {
		return coversMethod(request.method()) && this.pattern.matches(request.path());
	}

	/**
	 * Return whether the rule covers a method.
	 * @param method the request method
	 * @return {@code true} if it does
	 */
	public boolean coversMethod(String method) {
		return this.methods.isEmpty() || this.methods.contains(method);
	}

	/**
	 * Return whether the rule leaves nothing to another that comes after it.
	 * @param later the other rule
	 * @return {@code true} if the other is never asked
	 */
	boolean covers(AccessRule later) {
		boolean methods = this.methods.isEmpty()
				|| (!later.methods.isEmpty() && this.methods.containsAll(later.methods));
		return methods && PathOverlap.covers(this.pattern, later.pattern);
	}

	/**
	 * Return whether the rule was configured, not contributed by an endpoint.
	 * @return {@code true} if the user wrote it
	 */
	public boolean isConfigured() {
		return this.origin.startsWith("hardening.security.rules[");
	}

	@Override
	public String toString() {
		String covered = this.methods.isEmpty() ? "" : String.join(",", this.methods) + " ";
		return "%s %s%s -> %s".formatted(this.origin, covered, this.pattern, this.access);
	}

}
