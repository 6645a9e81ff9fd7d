package dev.hardening.logging.servlet;

import java.util.Objects;

import dev.hardening.logging.AccessEntry;
import dev.hardening.logging.AccessLog;
import dev.hardening.logging.RequestContext;
import dev.hardening.web.ClientAddressResolver;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.servlet.ServerRefusalListener;
import dev.hardening.web.servlet.ServletClientRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Writes the line of an exchange, once: when the container is through with the request,
 * or when it has refused it before any filter.
 */
final class ExchangeLog implements ServerRefusalListener {

	/** What was not read, or was never sent. */
	private static final String UNKNOWN = "-";

	private final AccessLog log;

	private final ClientAddressResolver addresses;

	private final ResponseTime time;

	ExchangeLog(AccessLog log, ClientAddressResolver addresses, ResponseTime time) {
		this.log = log;
		this.addresses = addresses;
		this.time = time;
	}

	void write(Exchange exchange, HttpServletRequest request) {
		if (exchange.log() && this.log.includes(ServletClientRequest.of(request).path())) {
			this.log.write(entry(exchange, request));
		}
	}

	@Override
	public void refused(HttpServletRequest request, HttpServletResponse response, long bytes) {
		Exchange exchange = Exchange.of(request);
		// One that a filter has seen is logged by the listener.
		if (exchange == null || !exchange.log()) {
			return;
		}
		exchange.written(bytes);
		exchange.context().apply();
		try {
			this.log.write(entry(exchange, request));
		}
		finally {
			RequestContext.clear();
		}
	}

	private AccessEntry entry(Exchange exchange, HttpServletRequest request) {
		return new AccessEntry(Objects.requireNonNullElse(request.getMethod(), UNKNOWN),
				Objects.requireNonNullElse(request.getRequestURI(), UNKNOWN), request.getQueryString(),
				exchange.status(), this.time.millisSince(exchange.started()), bytes(exchange, request),
				this.addresses.resolve(ServletClientRequest.of(request)).text(),
				request.getHeader(HttpHeaders.USER_AGENT), exchange.user(), refusedBy(request));
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
