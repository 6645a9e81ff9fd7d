package dev.hardening.ratelimit;

/**
 * What became of one charge.
 *
 * @param status whether the quota admits the charge
 * @param remaining the permits that are left: after the charge when all were made, else
 * without it. The smallest number among the limits.
 * @param limit the index of the limit that has the fewest left
 * @param nanosToWait after which time the same charge would be admitted, 0 when it is
 */
public record ChargeResult(Status status, long remaining, int limit, long nanosToWait) {

	/**
	 * Return whether the quota has room for the charge.
	 * @return {@code true} if it was made, or would have been had no other one failed
	 */
	public boolean isAdmitted() {
		return this.status == Status.ADMITTED || this.status == Status.UNCOUNTED;
	}

	/**
	 * How a charge can end.
	 */
	public enum Status {

		/** There was room. */
		ADMITTED,

		/** There was none. */
		REFUSED,

		/** The store did not answer and the policy admits without counting. */
		UNCOUNTED,

		/** The store did not answer and the policy refuses then. */
		UNAVAILABLE

	}

}
