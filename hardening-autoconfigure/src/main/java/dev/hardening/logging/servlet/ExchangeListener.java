package dev.hardening.logging.servlet;

import dev.hardening.logging.AccessEntry;
import dev.hardening.logging.AccessLog;
import dev.hardening.logging.RequestContext;
import dev.hardening.web.ClientAddressResolver;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.servlet.ServletClientRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Logs a request when the container is through with it, and takes it off the thread. That
 * is one time for every request, after the page for an error and after asynchronous work,
 * where a filter would have to guess which of its dispatches is the last.
 */
final class ExchangeListener implements ServletRequestListener {

	private final @Nullable AccessLog log;

	private final ClientAddressResolver addresses;

	private final ResponseTime time;

	ExchangeListener(@Nullable AccessLog log, ClientAddressResolver addresses, ResponseTime time) {
		this.log = log;
		this.addresses = addresses;
		this.time = time;
	}

	@Override
	public void requestDestroyed(ServletRequestEvent event) {
		Exchange exchange = Exchange.of(event.getServletRequest());
		if (exchange == null || !(event.getServletRequest() instanceof HttpServletRequest request)) {
			return;
		}
		try {
			if (this.log != null) {
				exchange.context().apply();
				RequestTrace.apply(request);
				log(this.log, exchange, request);
			}
		}
		finally {
			RequestContext.clear();
			RequestTrace.clear();
		}
	}

	private void log(AccessLog log, Exchange exchange, HttpServletRequest request) {
		ServletClientRequest client = ServletClientRequest.of(request);
		if (log.includes(client.path())) {
			log.write(entry(exchange, request, client));
		}
	}

	private AccessEntry entry(Exchange exchange, HttpServletRequest request, ServletClientRequest client) {
		return new AccessEntry(request.getMethod(), request.getRequestURI(), request.getQueryString(),
				exchange.status(), this.time.millisSince(exchange.started()), bytes(exchange, request),
				this.addresses.resolve(client).text(), request.getHeader(HttpHeaders.USER_AGENT), exchange.user(),
				refusedBy(request));
	}

	private long bytes(Exchange exchange, HttpServletRequest request) {
		// What is written in answer to a HEAD request is not sent.
		return "HEAD".equals(request.getMethod()) ? 0 : exchange.bytes();
	}

	private @Nullable String refusedBy(HttpServletRequest request) {
		Object refusedBy = request.getAttribute(ControlReporter.REFUSED_BY);
		return (refusedBy != null) ? refusedBy.toString() : null;
	}

}
