package dev.hardening.sentry;

import dev.hardening.web.ProblemException;
import io.sentry.SentryEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;

/**
 * Tells answers that the application meant to give from failures. Refusals are counted
 * and in the access log; as error reports they would bury the errors, and anyone could
 * make as many as they like.
 */
final class SentryRefusals {

	private static final int DEEPEST = 16;

	private SentryRefusals() {
	}

	static boolean isRefusal(SentryEvent event) {
		Throwable cause = event.getThrowable();
		for (int i = 0; cause != null && i < DEEPEST; i++) {
			if (isRefusal(cause)) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

	private static boolean isRefusal(@Nullable Throwable exception) {
		if (exception instanceof ErrorResponse response) {
			return response.getStatusCode().is4xxClientError();
		}
		return exception instanceof ProblemException || exception instanceof AccessDeniedException
				|| exception instanceof AuthenticationException;
	}

}
