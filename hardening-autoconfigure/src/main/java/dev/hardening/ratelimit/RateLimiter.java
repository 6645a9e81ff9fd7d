package dev.hardening.ratelimit;

import org.jspecify.annotations.Nullable;

/**
 * Asks for permits by hand, for what is not a request: mails sent, bytes exported, jobs
 * started. The policies are those of the configuration; one that is only asked by hand
 * has an empty list of {@code paths}. One that is configured and not {@code enabled}
 * admits everything.
 */
public interface RateLimiter {

	/**
	 * Take what one use costs by the policy.
	 * @param policy the name of a policy
	 * @param key who is counted, in the policy's own kind: a name, an address, a header's
	 * value
	 * @return whether to go ahead; always for a policy that only reports
	 * @throws IllegalArgumentException if there is no such policy
	 */
	RateLimitDecision tryAcquire(String policy, String key);

	/**
	 * Take some permits, all or none.
	 * @param policy the name of a policy
	 * @param key who is counted
	 * @param permits how many, at most the capacity of the policy
	 * @return whether to go ahead; always for a policy that only reports
	 * @throws IllegalArgumentException if there is no such policy, or if it is enabled
	 * and never has as many permits
	 */
	RateLimitDecision tryAcquire(String policy, String key, long permits);

	/**
	 * Give permits back that were taken and not used.
	 * @param policy the name of a policy
	 * @param key who is counted
	 * @param permits how many
	 * @throws IllegalArgumentException if there is no such policy
	 */
	void release(String policy, String key, long permits);

	/**
	 * Look without taking.
	 * @param policy the name of a policy
	 * @param key who is counted
	 * @return what taking one permit would meet, or {@code null} when nothing is known of
	 * the key, so that it has all permits
	 * @throws IllegalArgumentException if there is no such policy
	 */
	@Nullable RateLimitDecision peek(String policy, String key);

	/**
	 * Return all permits to a key, whatever its tier.
	 * @param policy the name of a policy
	 * @param key who is counted
	 * @throws IllegalArgumentException if there is no such policy
	 */
	void reset(String policy, String key);

}
