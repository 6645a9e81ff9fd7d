package dev.hardening.store.redis;

/**
 * Redis did not answer in time or not at all.
 */
class RedisUnavailableException extends RuntimeException {

	/**
	 * Create the exception.
	 * @param message what happened, without any key
	 * @param cause the failure of the client library
	 */
	RedisUnavailableException(String message, Throwable cause) {
		super(message, cause);
	}

}
