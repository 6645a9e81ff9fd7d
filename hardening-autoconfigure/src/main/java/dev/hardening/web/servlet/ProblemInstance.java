package dev.hardening.web.servlet;

import java.nio.charset.StandardCharsets;

import dev.hardening.secrets.RedactionPolicy;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * The {@code instance} of a problem: the path that was asked for, as it was sent, and
 * without what may hold secrets: the query, path parameters, and whatever in it looks
 * like one. A problem may be shown or stored by who did not ask.
 */
final class ProblemInstance {

	private static final int LONGEST = 256;

	private ProblemInstance() {
	}

	// A request line that the server could not read has no path.
	static @Nullable String of(HttpServletRequest request, RedactionPolicy policy) {
		Object original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		@Nullable String path = (original instanceof String uri) ? uri : request.getRequestURI();
		if (path == null) {
			return null;
		}
		String bounded = (path.length() <= LONGEST) ? path : path.substring(0, LONGEST);
		return redacted(withoutParameters(bounded), policy);
	}

	private static String withoutParameters(String path) {
		int start = path.indexOf(';');
		if (start < 0) {
			return path;
		}
		StringBuilder result = new StringBuilder(path.length());
		int from = 0;
		while (start >= 0) {
			result.append(path, from, start);
			int end = path.indexOf('/', start);
			from = (end < 0) ? path.length() : end;
			start = path.indexOf(';', from);
		}
		return result.append(path, from, path.length()).toString();
	}

	private static String redacted(String path, RedactionPolicy policy) {
		String decoded = decoded(path);
		String redacted = policy.redact(decoded);
		return redacted.equals(decoded) ? path : UriUtils.encodePath(redacted, StandardCharsets.UTF_8);
	}

	private static String decoded(String path) {
		try {
			return (path.indexOf('%') < 0) ? path : UriUtils.decode(path, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return path;
		}
	}

}
