package dev.hardening.logging.servlet;

import java.io.IOException;

import dev.hardening.logging.RequestContext;
import dev.hardening.logging.RequestIds;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.util.WebUtils;

/**
 * Gives every request its id and every answer its id and response time. Runs in each
 * dispatch of a request: the asynchronous one is on another thread, and the container
 * starts the one for an error after this filter has returned, with the answer as it was
 * before any filter wrapped it.
 */
final class RequestIdFilter implements Filter {

	private final RequestIds ids;

	private final ResponseTime time;

	RequestIdFilter(RequestIds ids, ResponseTime time) {
		this.ids = ids;
		this.time = time;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request instanceof HttpServletRequest httpRequest && response instanceof HttpServletResponse httpResponse) {
			filter(httpRequest, httpResponse, chain);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Exchange exchange = exchange(request, response);
		MeasuredResponse known = WebUtils.getNativeResponse(response, MeasuredResponse.class);
		MeasuredResponse measured = (known != null) ? known
				: new MeasuredResponse(response, exchange, this.time, this.ids.header());
		exchange.context().apply();
		try {
			if (known != null) {
				chain.doFilter(request, response);
			}
			else {
				chain.doFilter(new MeasuredRequest(request, measured), measured);
			}
			// Not after a failure: the container logs it when this filter has returned.
			RequestContext.clear();
		}
		finally {
			// While another thread may be writing, the headers are no longer ours.
			if (!request.isAsyncStarted()) {
				measured.end();
			}
		}
	}

	private Exchange exchange(HttpServletRequest request, HttpServletResponse response) {
		Exchange exchange = Exchange.of(request);
		if (exchange != null) {
			return exchange;
		}
		String id = this.ids.choose(request.getHeader(this.ids.header()));
		return Exchange.begin(request, response, id, this.time.now());
	}

}
