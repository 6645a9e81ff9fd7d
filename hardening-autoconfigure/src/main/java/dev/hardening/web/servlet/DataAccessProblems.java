package dev.hardening.web.servlet;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemType;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.ClassUtils;

/**
 * Tells a conflict, and a database that does not answer, from a fault of the application.
 */
final class DataAccessProblems {

	private static final boolean SPRING_TX = ClassUtils.isPresent("org.springframework.dao.DataAccessException",
			DataAccessProblems.class.getClassLoader());

	private static final String RETRY_AFTER_SECONDS = "5";

	private DataAccessProblems() {
	}

	static @Nullable Problem from(Exception exception) {
		return SPRING_TX ? Translation.from(exception) : null;
	}

	private static final class Translation {

		static @Nullable Problem from(Exception exception) {
			if (exception instanceof DuplicateKeyException) {
				return Problem.of(ProblemType.CONFLICT, "Something with this name or id exists already.");
			}
			if (exception instanceof ConcurrencyFailureException) {
				return Problem.of(ProblemType.CONFLICT,
						"It was changed by someone else in the meantime: read it again and repeat.");
			}
			if (exception instanceof DataAccessResourceFailureException || exception instanceof QueryTimeoutException
					|| exception instanceof CannotCreateTransactionException) {
				return Problem.of(ProblemType.UNAVAILABLE, "The database does not answer; try again later.")
					.withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
			}
			return null;
		}

	}

}
