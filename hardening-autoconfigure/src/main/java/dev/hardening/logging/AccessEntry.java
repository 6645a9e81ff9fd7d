package dev.hardening.logging;

import org.jspecify.annotations.Nullable;

/**
 * What the access log says of one request.
 *
 * @param method the request method
 * @param path the path as it was sent
 * @param query the query as it was sent, or {@code null}
 * @param status the status of the answer
 * @param duration milliseconds from the first sight of the request to its end
 * @param bytes the size of the answer's body
 * @param client the address of the client
 * @param userAgent what the client calls itself, or {@code null}
 * @param user the name of the user, or {@code null}
 * @param refusedBy the control or policy that refused the request, or {@code null}
 */
public record AccessEntry(String method, String path, @Nullable String query, int status, double duration, long bytes,
		String client, @Nullable String userAgent, @Nullable String user, @Nullable String refusedBy) {

	private static final int FIRST_ERROR = 400;

	boolean isRejection() {
		return this.status >= FIRST_ERROR;
	}

}
