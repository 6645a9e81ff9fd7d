package dev.hardening.ratelimit;

/**
 * When a policy is evaluated.
 */
public enum RateLimitStage {

	/** Before authentication. */
	ADDRESS,

	/** After authentication. */
	IDENTITY

}
