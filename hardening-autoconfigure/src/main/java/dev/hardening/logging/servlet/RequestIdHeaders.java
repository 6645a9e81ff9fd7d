package dev.hardening.logging.servlet;

import dev.hardening.logging.RequestIds;
import dev.hardening.web.servlet.ProblemHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Gives the id and the time to problems that are written before any filter was reached,
 * as those of the container are.
 */
final class RequestIdHeaders implements ProblemHeaders {

	private final RequestIds ids;

	private final ResponseTime time;

	RequestIdHeaders(RequestIds ids, ResponseTime time) {
		this.ids = ids;
		this.time = time;
	}

	@Override
	public void apply(HttpServletRequest request, HttpServletResponse response) {
		Exchange exchange = Exchange.of(request);
		if (exchange == null) {
			String id = this.ids.choose(request.getHeader(this.ids.header()));
			exchange = Exchange.begin(request, response, id, this.time.now());
		}
		response.setHeader(this.ids.header(), exchange.requestId());
		if (!response.containsHeader(ResponseTime.HEADER)) {
			response.setHeader(ResponseTime.HEADER, this.time.headerValue(exchange.started()));
		}
	}

}
