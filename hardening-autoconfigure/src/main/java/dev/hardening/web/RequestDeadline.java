package dev.hardening.web;

/**
 * The time by which a request must have been answered. Whoever works on the request for
 * long may ask, and whoever turns a failure into an answer does: a failure after the
 * deadline is the deadline's.
 */
@FunctionalInterface
public interface RequestDeadline {

	/**
	 * The request attribute that holds the deadline.
	 */
	String ATTRIBUTE = RequestDeadline.class.getName();

	/**
	 * Return whether the time is up and the thread of the request has been interrupted.
	 * @return {@code true} if the request is to be given up
	 */
	boolean isExpired();

	/**
	 * Return the answer to a request that was given up.
	 * @return the problem
	 */
	static Problem problem() {
		return Problem.of(ProblemType.REQUEST_TIMEOUT, "The work took too long and was given up; try again later.")
			.withHeader("Retry-After", "5");
	}

}
