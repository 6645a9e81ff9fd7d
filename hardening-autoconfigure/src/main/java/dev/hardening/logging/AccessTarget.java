package dev.hardening.logging;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import dev.hardening.secrets.RedactionPolicy;

/**
 * The target of a request as it may be logged: never as it was sent where that could tell
 * a secret.
 */
final class AccessTarget {

	private static final int LONGEST_PATH = 1_024;

	private static final int LONGEST_QUERY = 1_024;

	private final RedactionPolicy policy;

	AccessTarget(RedactionPolicy policy) {
		this.policy = policy;
	}

	/**
	 * Mask secrets in a path, and all that a path parameter brings: a session id, mostly.
	 * @param path the path as it was sent
	 * @return the path to log
	 */
	String path(String path) {
		String bounded = LogText.bound(path, LONGEST_PATH);
		return masked((bounded.indexOf(';') < 0) ? bounded : withoutParameters(bounded));
	}

	private String withoutParameters(String path) {
		StringBuilder result = new StringBuilder(path.length());
		for (int i = 0; i < path.length();) {
			int start = path.indexOf(';', i);
			if (start < 0) {
				return result.append(path, i, path.length()).toString();
			}
			int end = path.indexOf('/', start);
			result.append(path, i, start).append(';').append(RedactionPolicy.MASK);
			i = (end < 0) ? path.length() : end;
		}
		return result.toString();
	}

	/**
	 * Mask secrets in a query, by the names of its parameters and by what they look like.
	 * @param query the query as it was sent
	 * @return the query to log, with the names of all parameters
	 */
	String query(String query) {
		String bounded = LogText.bound(query, LONGEST_QUERY);
		StringBuilder result = new StringBuilder(bounded.length());
		for (int i = 0; i <= bounded.length();) {
			int end = bounded.indexOf('&', i);
			end = (end < 0) ? bounded.length() : end;
			if (i > 0) {
				result.append('&');
			}
			parameter(bounded.substring(i, end), result);
			i = end + 1;
		}
		return result.toString();
	}

	private void parameter(String parameter, StringBuilder result) {
		int equals = parameter.indexOf('=');
		if (equals < 0) {
			result.append(masked(parameter));
			return;
		}
		String name = parameter.substring(0, equals);
		String value = parameter.substring(equals + 1);
		boolean sensitive = this.policy.isSensitive(decoded(name));
		result.append(masked(name)).append('=').append(sensitive ? RedactionPolicy.MASK : masked(value));
	}

	/**
	 * Mask what looks like a secret, also when it was written with percent signs.
	 * @param text a part of the target as it was sent
	 * @return the part to log
	 */
	private String masked(String text) {
		String decoded = decoded(text);
		String redacted = this.policy.redact(decoded);
		return LogText.encode(redacted.equals(decoded) ? text : redacted);
	}

	private static String decoded(String text) {
		if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
			return text;
		}
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

}
