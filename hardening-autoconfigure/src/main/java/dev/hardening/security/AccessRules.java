package dev.hardening.security;

import java.util.List;

import dev.hardening.web.ClientRequest;
import org.jspecify.annotations.Nullable;

/**
 * All rules in the order in which they are asked.
 */
public final class AccessRules {

	private final List<AccessRule> rules;

	/**
	 * Create the rules.
	 * @param rules the rules, the first that matches decides
	 */
	public AccessRules(List<AccessRule> rules) {
		this.rules = List.copyOf(rules);
	}

	/**
	 * Find the rule that governs a request.
	 * @param request the request
	 * @return the first that matches, or {@code null} when only an authenticated caller
	 * may
	 */
	public @Nullable AccessRule find(ClientRequest request) {
		for (AccessRule rule : this.rules) {
			if (rule.matches(request)) {
				return rule;
			}
		}
		return null;
	}

	/**
	 * Return all rules.
	 * @return the rules in order
	 */
	public List<AccessRule> all() {
		return this.rules;
	}

}
