package dev.hardening.web;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of refusal that a hardened application answers with. The codes are stable:
 * clients branch on them.
 */
public enum ProblemType {

	/** A value is not what the endpoint accepts; {@code errors} names each field. */
	VALIDATION_FAILED(400, "validation_failed", "Validation failed"),

	/** The request cannot be read at all. */
	MALFORMED_REQUEST(400, "malformed_request", "Malformed request"),

	/** Nobody is authenticated, or not by what was presented. */
	UNAUTHORIZED(401, "unauthorized", "Unauthorized"),

	/** Who is authenticated may not do this. */
	FORBIDDEN(403, "forbidden", "Forbidden"),

	/** Nothing lives here. */
	NOT_FOUND(404, "not_found", "Not found"),

	/** The resource exists and does not know the method; {@code Allow} lists those. */
	METHOD_NOT_ALLOWED(405, "method_not_allowed", "Method not allowed"),

	/** No representation fits the {@code Accept} header. */
	NOT_ACCEPTABLE(406, "not_acceptable", "Not acceptable"),

	/** The request contradicts the present state of the resource. */
	CONFLICT(409, "conflict", "Conflict"),

	/** The body is larger than {@code max_size_bytes}. */
	REQUEST_TOO_LARGE(413, "request_too_large", "Request too large"),

	/** The target is longer than {@code max_length}. */
	URI_TOO_LONG(414, "uri_too_long", "URI too long"),

	/** The body's media type is not one the endpoint reads. */
	UNSUPPORTED_MEDIA_TYPE(415, "unsupported_media_type", "Unsupported media type"),

	/** Too many failed authentications; {@code retry_after} says for how long. */
	LOCKED_OUT(429, "locked_out", "Locked out"),

	/** Over a limit; {@code retry_after} says when a request is admitted again. */
	RATE_LIMIT_EXCEEDED(429, "rate_limit_exceeded", "Rate limit exceeded"),

	/** The header section is too large. */
	HEADER_FIELDS_TOO_LARGE(431, "header_fields_too_large", "Header fields too large"),

	/** An unexpected failure, of which the answer says nothing. */
	INTERNAL_ERROR(500, "internal_error", "Internal error"),

	/** The work did not end within its deadline. */
	REQUEST_TIMEOUT(503, "request_timeout", "Request timeout"),

	/** Something the request depends on is out of order. */
	UNAVAILABLE(503, "unavailable", "Service unavailable");

	private final int status;

	private final String error;

	private final String title;

	ProblemType(int status, String error, String title) {
		this.status = status;
		this.error = error;
		this.title = title;
	}

	/**
	 * Return the HTTP status of the type.
	 * @return the status code
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Return the stable code of the type.
	 * @return the code
	 */
	public String error() {
		return this.error;
	}

	/**
	 * Return the short summary of the type.
	 * @return the title
	 */
	public String title() {
		return this.title;
	}

	/**
	 * Return the type that describes an HTTP status by itself.
	 * @param status the status
	 * @return the type, or {@code null} when there is none of that status
	 */
	static @Nullable ProblemType ofStatus(int status) {
		return switch (status) {
			case 400 -> MALFORMED_REQUEST;
			case 429 -> RATE_LIMIT_EXCEEDED;
			case 503 -> UNAVAILABLE;
			default -> Arrays.stream(values()).filter((type) -> type.status == status).findFirst().orElse(null);
		};
	}

}
