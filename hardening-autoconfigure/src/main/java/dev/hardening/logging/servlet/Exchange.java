package dev.hardening.logging.servlet;

import dev.hardening.logging.RequestContext;
import dev.hardening.web.RequestId;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one request and its answer, from the first dispatch to the end of the
 * last. Dispatches follow one another, so the fields need to be visible, not atomic.
 */
final class Exchange {

	private static final String ATTRIBUTE = Exchange.class.getName();

	private final String requestId;

	private final long started;

	private final HttpServletResponse response;

	private volatile @Nullable String user;

	private volatile long bytes;

	private volatile boolean logged;

	private Exchange(String requestId, long started, HttpServletResponse response) {
		this.requestId = requestId;
		this.started = started;
		this.response = response;
	}

	/**
	 * Begin the exchange of a request that has none yet.
	 * @param request the request as the container made it
	 * @param response the answer as the container made it
	 * @param requestId the id of the request
	 * @param started the time at which the request was met first
	 * @return the exchange
	 */
	static Exchange begin(ServletRequest request, HttpServletResponse response, String requestId, long started) {
		Exchange exchange = new Exchange(requestId, started, response);
		request.setAttribute(ATTRIBUTE, exchange);
		request.setAttribute(RequestId.ATTRIBUTE, requestId);
		return exchange;
	}

	static @Nullable Exchange of(ServletRequest request) {
		return (Exchange) request.getAttribute(ATTRIBUTE);
	}

	String requestId() {
		return this.requestId;
	}

	long started() {
		return this.started;
	}

	RequestContext context() {
		return new RequestContext(this.requestId, this.user);
	}

	int status() {
		return this.response.getStatus();
	}

	@Nullable String user() {
		return this.user;
	}

	void user(String user) {
		this.user = user;
	}

	long bytes() {
		return this.bytes;
	}

	@SuppressWarnings("NonAtomicOperationOnVolatileField")
	void written(long count) {
		this.bytes += count;
	}

	/**
	 * Take the one right to log this exchange.
	 * @return {@code false} if it has been taken
	 */
	boolean log() {
		boolean first = !this.logged;
		this.logged = true;
		return first;
	}

}
