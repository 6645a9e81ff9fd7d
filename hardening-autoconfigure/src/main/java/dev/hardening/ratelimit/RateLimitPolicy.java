package dev.hardening.ratelimit;

import java.util.List;
import java.util.Set;

import dev.hardening.web.ControlMode;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

/**
 * A policy in the form in which it is evaluated: everything that can be decided at
 * start-up is.
 *
 * @param name its name
 * @param mode whether it refuses or only reports
 * @param paths the patterns of what it limits, one of which must match
 * @param exclude finds the patterns of what it does not
 * @param methods the methods that it limits, all if empty
 * @param key who is counted
 * @param quota the limits for clients of no tier
 * @param tiers the limits of tiers, the most generous first
 * @param cost the permits that one request takes
 */
record RateLimitPolicy(String name, ControlMode mode, List<PathPattern> paths, PathIndex<PathPattern> exclude,
		Set<String> methods, KeySource key, Quota quota, List<Quota> tiers, long cost) {

	RateLimitStage stage() {
		return (this.key.needsIdentity() || !this.tiers.isEmpty()) ? RateLimitStage.IDENTITY : RateLimitStage.ADDRESS;
	}

	boolean limits(String method, PathContainer path) {
		return limits(method) && !this.exclude.matches(path);
	}

	private boolean limits(String method) {
		return this.methods.isEmpty() || this.methods.contains(method)
				|| ("HEAD".equals(method) && this.methods.contains("GET"));
	}

	Quota quotaOf(ClientIdentity identity) {
		for (Quota tier : this.tiers) {
			String name = tier.tier();
			if (name != null && identity.hasTier(name)) {
				return tier;
			}
		}
		return this.quota;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
