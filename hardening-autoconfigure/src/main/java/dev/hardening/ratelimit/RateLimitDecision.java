package dev.hardening.ratelimit;

import java.time.Duration;

/**
 * What a policy decided.
 *
 * @param policy the name of the policy
 * @param allowed whether to go ahead
 * @param limit the permits of the limit that has the fewest left
 * @param remaining the permits that are left of it
 * @param retryAfter after which time the same would be allowed, zero when it is
 * @param reset after which time the limit is full again
 */
public record RateLimitDecision(String policy, boolean allowed, long limit, long remaining, Duration retryAfter,
		Duration reset) {

	// Of a policy that is switched off.
	static RateLimitDecision unlimited(String policy) {
		return new RateLimitDecision(policy, true, Long.MAX_VALUE, Long.MAX_VALUE, Duration.ZERO, Duration.ZERO);
	}

	static RateLimitDecision of(Quota quota, boolean allowed, ChargeResult result) {
		Limit limit = quota.limits().get(result.limit());
		return new RateLimitDecision(quota.policy(), allowed, limit.capacity(), result.remaining(),
				Duration.ofNanos(result.nanosToWait()),
				Duration.ofNanos(limit.nanosToRefill(limit.capacity() - result.remaining())));
	}

}
