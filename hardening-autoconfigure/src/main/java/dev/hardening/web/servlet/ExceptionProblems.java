package dev.hardening.web.servlet;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;
import dev.hardening.web.RequestDeadline;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.ClassUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Finds the problem that an exception from behind the filters stands for. What is not
 * found here is a fault of the application: it goes on to the error page, which answers
 * 500, and to whoever reports errors.
 */
final class ExceptionProblems {

	private static final int MOST_CAUSES = 10;

	private static final boolean TOMCAT = ClassUtils.isPresent("org.apache.tomcat.util.http.InvalidParameterException",
			ExceptionProblems.class.getClassLoader());

	private ExceptionProblems() {
	}

	static @Nullable Problem from(Exception exception, BodyFieldNames names) {
		ProblemException thrown = problemException(exception);
		if (thrown != null) {
			return thrown.problem();
		}
		Problem validation = ValidationProblems.from(exception, names);
		if (validation != null) {
			return validation;
		}
		Problem data = DataAccessProblems.from(exception);
		return (data != null) ? data : ofSpring(exception);
	}

	// A limit on the body throws while somebody reads it, so it may arrive wrapped.
	private static @Nullable ProblemException problemException(Throwable exception) {
		Throwable cause = exception;
		for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
			if (cause instanceof ProblemException found) {
				return found;
			}
			cause = cause.getCause();
		}
		return null;
	}

	private static @Nullable Problem ofSpring(Exception exception) {
		if (exception instanceof HttpMessageNotReadableException unreadable) {
			return UnreadableBodyProblems.from(unreadable);
		}
		if (exception instanceof TypeMismatchException mismatch) {
			return ofMismatch(mismatch);
		}
		if (exception instanceof MaxUploadSizeExceededException tooLarge) {
			Problem problem = Problem.of(ProblemType.REQUEST_TOO_LARGE, "The upload is too large.");
			return (tooLarge.getMaxUploadSize() > 0) ? problem.with("max_size_bytes", tooLarge.getMaxUploadSize())
					: problem;
		}
		if (exception instanceof MultipartException) {
			return Problem.of(ProblemType.MALFORMED_REQUEST, "The multipart body cannot be read.");
		}
		if (exception instanceof AsyncRequestTimeoutException) {
			return RequestDeadline.problem();
		}
		if (exception instanceof NoResourceFoundException || exception instanceof NoHandlerFoundException) {
			return Problem.of(ProblemType.NOT_FOUND, null);
		}
		if (TOMCAT && exception instanceof InvalidParameterException parameters) {
			return Problem.ofStatus(parameters.getErrorCode());
		}
		return (exception instanceof ErrorResponse response) ? ofErrorResponse(response) : null;
	}

	private static @Nullable Problem ofMismatch(TypeMismatchException mismatch) {
		String name = (mismatch instanceof MethodArgumentTypeMismatchException argument) ? argument.getName()
				: mismatch.getPropertyName();
		return Problem.of(ProblemType.MALFORMED_REQUEST, (name != null)
				? "The value of '%s' has the wrong type.".formatted(name) : "A value has the wrong type.");
	}

	private static @Nullable Problem ofErrorResponse(ErrorResponse response) {
		HttpStatusCode status = response.getStatusCode();
		if (!status.isError()) {
			return null;
		}
		ProblemDetail body = response.getBody();
		Problem problem = Problem.ofStatus(status.value());
		// What an exception says of a 5xx may tell of the inside.
		if (status.is4xxClientError() && body.getDetail() != null) {
			problem = problem.withDetail(body.getDetail());
		}
		for (String name : response.getHeaders().headerNames()) {
			problem = problem.withHeader(name, String.join(", ", response.getHeaders().getValuesAsList(name)));
		}
		return problem;
	}

}
