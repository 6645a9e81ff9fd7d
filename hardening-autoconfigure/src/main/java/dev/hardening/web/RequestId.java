package dev.hardening.web;

/**
 * The id that joins an answer, its log lines and its error report.
 */
public final class RequestId {

	/**
	 * The request attribute that holds the id, a string.
	 */
	public static final String ATTRIBUTE = RequestId.class.getName();

	/**
	 * The key of the id in the logging context.
	 */
	public static final String MDC_KEY = "request_id";

	private RequestId() {
	}

}
