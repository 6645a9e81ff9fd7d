package dev.hardening.ratelimit;

/**
 * What a policy does while the shared store does not answer.
 */
public enum OnStoreFailure {

	/** Count on this instance alone. */
	LOCAL,

	/** Admit everything. */
	ALLOW,

	/** Answer 503, for what must never be tried without a limit. */
	DENY

}
