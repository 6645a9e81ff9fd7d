package dev.hardening.web.servlet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The {@code instance} of a problem: the path that was asked for, as it was sent and
 * without the query, which may hold secrets.
 */
final class ProblemInstance {

	private static final int LONGEST = 256;

	private ProblemInstance() {
	}

	// A request line that the server could not read has no path.
	static @Nullable String of(HttpServletRequest request) {
		Object original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		@Nullable String path = (original instanceof String uri) ? uri : request.getRequestURI();
		return (path == null || path.length() <= LONGEST) ? path : path.substring(0, LONGEST);
	}

}
