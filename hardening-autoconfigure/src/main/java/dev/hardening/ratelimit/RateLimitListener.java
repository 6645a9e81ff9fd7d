package dev.hardening.ratelimit;

import java.util.List;

/**
 * Hears how each policy decided. Called on the thread of the request, so it must be
 * quick.
 */
@FunctionalInterface
public interface RateLimitListener {

	/**
	 * Hear of a decision.
	 * @param policy the name of the policy, one of a finite set
	 * @param outcome what it decided
	 */
	void onOutcome(String policy, Outcome outcome);

	/**
	 * Return a listener that tells several.
	 * @param listeners who wants to hear
	 * @return one for all
	 */
	static RateLimitListener all(List<RateLimitListener> listeners) {
		List<RateLimitListener> copy = List.copyOf(listeners);
		return (policy, outcome) -> {
			for (RateLimitListener listener : copy) {
				listener.onOutcome(policy, outcome);
			}
		};
	}

	/**
	 * What a policy can decide.
	 */
	enum Outcome {

		/** The request was admitted. */
		ALLOWED,

		/** The request was refused. */
		REJECTED,

		/** The request would have been refused, and the policy only reports. */
		REPORTED,

		/** The request was admitted, and little of the limit is left. */
		NEAR_LIMIT,

		/** The shared store did not answer. */
		STORE_FAILURE

	}

}
