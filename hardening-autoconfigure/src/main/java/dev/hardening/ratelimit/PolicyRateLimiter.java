package dev.hardening.ratelimit;

import java.util.List;

import dev.hardening.ratelimit.RateLimitListener.Outcome;
import dev.hardening.web.ControlMode;
import org.jspecify.annotations.Nullable;

/**
 * The {@link RateLimiter} over the policies and the store that requests use.
 */
final class PolicyRateLimiter implements RateLimiter {

	private final RateLimitPolicies policies;

	private final RateLimitStore store;

	private final RateLimitListener listener;

	private final int ipv6Prefix;

	PolicyRateLimiter(RateLimitPolicies policies, RateLimitStore store, RateLimitListener listener, int ipv6Prefix) {
		this.policies = policies;
		this.store = store;
		this.listener = listener;
		this.ipv6Prefix = ipv6Prefix;
	}

	@Override
	public RateLimitDecision tryAcquire(String policy, String key) {
		return this.policies.isDisabled(policy) ? RateLimitDecision.unlimited(policy)
				: tryAcquire(policy, key, this.policies.get(policy).cost());
	}

	@Override
	public RateLimitDecision tryAcquire(String name, String key, long permits) {
		if (this.policies.isDisabled(name)) {
			return RateLimitDecision.unlimited(name);
		}
		RateLimitPolicy policy = this.policies.get(name);
		if (permits < 1 || permits > policy.quota().capacity()) {
			throw new IllegalArgumentException("The policy '%s' has 1 to %d permits, never %d".formatted(name,
					policy.quota().capacity(), permits));
		}
		Charge charge = new Charge(policy.quota(), policy.key().parse(key, this.ipv6Prefix), permits, true);
		ChargeResult result = this.store.charge(List.of(charge)).get(0);
		boolean reports = policy.mode() == ControlMode.REPORT;
		this.listener.onOutcome(name,
				result.isAdmitted() ? Outcome.ALLOWED : (reports ? Outcome.REPORTED : Outcome.REJECTED));
		return RateLimitDecision.of(policy.quota(), result.isAdmitted() || reports, result);
	}

	@Override
	public void release(String name, String key, long permits) {
		if (this.policies.isDisabled(name)) {
			return;
		}
		RateLimitPolicy policy = this.policies.get(name);
		this.store.refund(List.of(new Charge(policy.quota(), policy.key().parse(key, this.ipv6Prefix), permits, true)));
	}

	@Override
	public @Nullable RateLimitDecision peek(String name, String key) {
		if (this.policies.isDisabled(name)) {
			return null;
		}
		RateLimitPolicy policy = this.policies.get(name);
		ChargeResult result = this.store.peek(policy.quota(), policy.key().parse(key, this.ipv6Prefix));
		return (result != null) ? RateLimitDecision.of(policy.quota(), result.isAdmitted(), result) : null;
	}

	@Override
	public void reset(String name, String key) {
		if (this.policies.isDisabled(name)) {
			return;
		}
		RateLimitPolicy policy = this.policies.get(name);
		RateLimitKey parsed = policy.key().parse(key, this.ipv6Prefix);
		this.store.reset(policy.quota(), parsed);
		policy.tiers().forEach((tier) -> this.store.reset(tier, parsed));
	}

}
