package dev.hardening.sentry;

import dev.hardening.web.ProblemException;
import io.sentry.SentryEvent;
import jakarta.validation.ConstraintViolationException;

import org.springframework.beans.TypeMismatchException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.util.ClassUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Tells answers that the application meant to give from failures. Refusals are counted
 * and in the access log; as error reports they would bury the errors, and anyone could
 * make as many as they like.
 */
final class SentryRefusals {

	private static final int DEEPEST = 16;

	private static final boolean JAKARTA_VALIDATION = ClassUtils
		.isPresent("jakarta.validation.ConstraintViolationException", SentryRefusals.class.getClassLoader());

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

	private static boolean isRefusal(Throwable exception) {
		if (exception instanceof ErrorResponse response) {
			return response.getStatusCode().is4xxClientError();
		}
		return exception instanceof ProblemException || exception instanceof AccessDeniedException
				|| exception instanceof AuthenticationException || isInput(exception)
				|| DisconnectedClientHelper.isClientDisconnectedException(exception);
	}

	// What is answered 400, of exceptions that do not say so themselves. Only whoever
	// reports before exceptions are resolved (sentry.exception-resolver-order) sees them.
	private static boolean isInput(Throwable exception) {
		return exception instanceof HttpMessageNotReadableException || exception instanceof TypeMismatchException
				|| exception instanceof MultipartException
				|| (JAKARTA_VALIDATION && exception instanceof ConstraintViolationException);
	}

}
