package dev.hardening.web;

/**
 * Thrown by code that is behind the filters, a controller for example, to answer with a
 * {@link Problem}.
 */
public class ProblemException extends RuntimeException {

	private final transient Problem problem;

	/**
	 * Create the exception.
	 * @param problem the answer
	 */
	public ProblemException(Problem problem) {
		super(problem.toString());
		this.problem = problem;
	}

	/**
	 * Return the answer.
	 * @return the problem
	 */
	public Problem problem() {
		return this.problem;
	}

}
