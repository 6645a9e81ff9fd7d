package dev.hardening.ratelimit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Shows the policies, and shows and resets the bucket of one key.
 */
@Endpoint(id = "ratelimit")
final class RateLimitEndpoint {

	private static final long NANOS_TO_RETRY = 5_000_000_000L;

	private final RateLimitPolicies policies;

	private final RateLimitStore store;

	private final RateLimitCounts counts;

	private final int ipv6Prefix;

	RateLimitEndpoint(RateLimitPolicies policies, RateLimitStore store, RateLimitCounts counts, int ipv6Prefix) {
		this.policies = policies;
		this.store = store;
		this.counts = counts;
		this.ipv6Prefix = ipv6Prefix;
	}

	@ReadOperation
	Map<String, Object> policies() {
		Map<String, Object> described = new LinkedHashMap<>();
		this.policies.all().forEach((policy) -> described.put(policy.name(), describe(policy)));
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("policies", described);
		answer.put("tracked_clients", this.store.trackedClients());
		return answer;
	}

	private Map<String, Object> describe(RateLimitPolicy policy) {
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("mode", policy.mode());
		answer.put("paths", policy.paths().stream().map(Object::toString).toList());
		answer.put("methods", policy.methods());
		answer.put("key", policy.key().kind());
		answer.put("limits", limits(policy.quota()));
		answer.put("cost", policy.cost());
		Map<String, List<String>> tiers = new LinkedHashMap<>();
		policy.tiers().forEach((tier) -> tiers.put(String.valueOf(tier.tier()), limits(tier)));
		answer.put("tiers", tiers);
		answer.put("requests", this.counts.of(policy.name()));
		return answer;
	}

	private static List<String> limits(Quota quota) {
		return quota.limits().stream().map(Limit::toString).toList();
	}

	@ReadOperation
	Map<String, Object> bucket(@Selector String policy, @Selector String key) {
		RateLimitPolicy found = find(policy);
		RateLimitKey parsed = found.key().parse(key, this.ipv6Prefix);
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("policy", policy);
		answer.put("key", parsed.toString());
		answer.putAll(describe(found.quota(), parsed));
		Map<String, Object> tiers = new LinkedHashMap<>();
		found.tiers().forEach((tier) -> tiers.put(String.valueOf(tier.tier()), describe(tier, parsed)));
		if (!tiers.isEmpty()) {
			answer.put("tiers", tiers);
		}
		return answer;
	}

	private Map<String, Object> describe(Quota quota, RateLimitKey key) {
		ChargeResult result = this.store.peek(quota, key);
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("tracked", result != null);
		answer.put("limit", limit(quota, result).capacity());
		answer.put("remaining", (result != null) ? result.remaining() : quota.capacity());
		answer.put("retry_after",
				(result == null || result.isAdmitted()) ? 0 : RateLimitProblems.seconds(result.nanosToWait()));
		return answer;
	}

	private static Limit limit(Quota quota, @Nullable ChargeResult result) {
		return quota.limits().get((result != null) ? result.limit() : 0);
	}

	@DeleteOperation
	void reset(@Selector String policy, @Selector String key) {
		RateLimitPolicy found = find(policy);
		RateLimitKey parsed = found.key().parse(key, this.ipv6Prefix);
		try {
			this.store.reset(found.quota(), parsed);
			found.tiers().forEach((tier) -> this.store.reset(tier, parsed));
		}
		catch (RateLimitStoreException ex) {
			throw new ProblemException(RateLimitProblems.unavailable(NANOS_TO_RETRY));
		}
	}

	private RateLimitPolicy find(String name) {
		RateLimitPolicy found = this.policies.find(name);
		if (found == null) {
			throw new ProblemException(Problem.of(ProblemType.NOT_FOUND, "No policy has that name."));
		}
		return found;
	}

}
