package dev.hardening.ratelimit;

import org.jspecify.annotations.Nullable;

/**
 * A store did not answer in time or not at all.
 */
public class RateLimitStoreException extends RuntimeException {

	/**
	 * Create the exception.
	 * @param message what happened, without any key
	 * @param cause the failure of the client library, or {@code null}
	 */
	public RateLimitStoreException(String message, @Nullable Throwable cause) {
		// Without a cause the message tells all, and during an outage it is told often.
		super(message, cause, true, cause != null);
	}

}
