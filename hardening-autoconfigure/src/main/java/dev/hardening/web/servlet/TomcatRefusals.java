package dev.hardening.web.servlet;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemType;
import dev.hardening.web.RequestBounds;
import jakarta.servlet.RequestDispatcher;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;

/**
 * Tells apart what Tomcat refuses with 400 alike: a target that is too long (RFC 9110,
 * 15.5.15), header fields that are too large or too many (RFC 6585, 5), and the rest.
 */
final class TomcatRefusals {

	private static final int BAD_REQUEST = 400;

	/** Tomcat's own words, in the language in which it throws them. */
	private static final String HEAD_TOO_LARGE = StringManager.getManager("org.apache.coyote.http11")
		.getString("iib.requestheadertoolarge.error");

	/** The text of the message up to the configured number. */
	private static final String TOO_MANY_HEADERS = beforeArgument(
			StringManager.getManager("org.apache.tomcat.util.http").getString("headers.maxCountFail"));

	private TomcatRefusals() {
	}

	private static String beforeArgument(String pattern) {
		int argument = pattern.indexOf('{');
		return (argument > 0) ? pattern.substring(0, argument) : pattern;
	}

	static Problem problem(Request request, int status, @Nullable RequestBounds bounds) {
		Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
		String message = (status == BAD_REQUEST && failure instanceof RuntimeException exception)
				? exception.getMessage() : null;
		if (message != null && message.equals(HEAD_TOO_LARGE)) {
			// Tomcat gave up before the target had ended, or after.
			boolean target = request.getCoyoteRequest().requestURI().isNull();
			return target ? tooLong(bounds) : Problem.of(ProblemType.HEADER_FIELDS_TOO_LARGE, null);
		}
		if (message != null && message.startsWith(TOO_MANY_HEADERS)) {
			return Problem.of(ProblemType.HEADER_FIELDS_TOO_LARGE, "There are too many header fields.");
		}
		return Problem.ofStatus(status);
	}

	private static Problem tooLong(@Nullable RequestBounds bounds) {
		Problem problem = Problem.of(ProblemType.URI_TOO_LONG, null);
		return (bounds != null) ? problem.with("max_length", bounds.maxUriLength()) : problem;
	}

}
