package dev.hardening.ratelimit;

/**
 * What one policy wants to take for a request.
 *
 * @param quota what is counted
 * @param key for whom
 * @param cost how many permits, at most the capacity of the quota
 * @param binding whether a refusal refuses all charges that are made together; the charge
 * of a policy that only reports binds nothing
 */
public record Charge(Quota quota, RateLimitKey key, long cost, boolean binding) {

}
