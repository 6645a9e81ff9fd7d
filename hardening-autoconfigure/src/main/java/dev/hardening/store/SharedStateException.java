package dev.hardening.store;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * The shared state did not answer. Whatever was asked cannot be known, so it is not
 * guessed: who lets this pass answers 503.
 */
public class SharedStateException extends ProblemException {

	private static final Problem PROBLEM = Problem
		.of(ProblemType.UNAVAILABLE, "This cannot be decided at the moment; try again later.")
		.withHeader("Retry-After", "5");

	/**
	 * Create the exception.
	 * @param cause the failure of the store, or {@code null} while it is not asked
	 */
	public SharedStateException(@Nullable RuntimeException cause) {
		super(PROBLEM);
		if (cause != null) {
			initCause(cause);
		}
	}

}
