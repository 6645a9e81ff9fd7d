package dev.hardening.requests;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Decides on the size of a request from its head, before its body is read.
 */
public final class RequestLimits {

	private final long maxBodySize;

	private final int maxQueryParameters;

	private final int maxQueryLength;

	private final int maxUriLength;

	/**
	 * Create the limits.
	 * @param properties the bounds
	 */
	public RequestLimits(RequestsProperties properties) {
		properties.validate();
		this.maxBodySize = properties.maxBodySize().toBytes();
		this.maxQueryParameters = properties.maxQueryParameters();
		this.maxQueryLength = properties.maxQueryLength();
		this.maxUriLength = properties.maxUriLength();
	}

	/**
	 * Check the head of a request.
	 * @param path the path as it was sent
	 * @param query the query as it was sent, or {@code null}
	 * @param contentLength the announced size of the body in bytes, negative if unknown
	 * @return the refusal, or {@code null} if the request is within its bounds
	 */
	public @Nullable Problem check(String path, @Nullable String query, long contentLength) {
		int queryLength = (query != null) ? query.length() : 0;
		if (queryLength > this.maxQueryLength) {
			return tooLong("The query is longer than %d characters.", this.maxQueryLength);
		}
		if (path.length() + queryLength + 1 > this.maxUriLength) {
			return tooLong("The target is longer than %d characters.", this.maxUriLength);
		}
		if (query != null && hasTooManyParameters(query)) {
			return Problem.of(ProblemType.MALFORMED_REQUEST,
					"The query has more than %d parameters.".formatted(this.maxQueryParameters));
		}
		return (contentLength > this.maxBodySize) ? tooLarge() : null;
	}

	/**
	 * Return the largest body.
	 * @return the size in bytes
	 */
	public long maxBodySize() {
		return this.maxBodySize;
	}

	/**
	 * Return the answer to a body that is too large.
	 * @return the problem
	 */
	public Problem tooLarge() {
		return Problem
			.of(ProblemType.REQUEST_TOO_LARGE, "The body is larger than %d bytes.".formatted(this.maxBodySize))
			.with("max_size_bytes", this.maxBodySize);
	}

	private Problem tooLong(String detail, int limit) {
		return Problem.of(ProblemType.URI_TOO_LONG, detail.formatted(limit)).with("max_length", limit);
	}

	private boolean hasTooManyParameters(String query) {
		int parameters = 1;
		for (int i = query.indexOf('&'); i >= 0; i = query.indexOf('&', i + 1)) {
			if (++parameters > this.maxQueryParameters) {
				return true;
			}
		}
		return false;
	}

}
