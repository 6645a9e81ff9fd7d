package dev.hardening.requests.servlet;

import java.io.IOException;

import dev.hardening.requests.RequestLimits;
import dev.hardening.web.ControlMode;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.RequestBounds;
import dev.hardening.web.servlet.ProblemWriter;
import dev.hardening.web.servlet.RequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Refuses a request that is too large, by what its head announces and then, where the
 * head announces nothing, while its body is read.
 */
class RequestLimitsFilter extends RequestFilter {

	static final String CONTROL = "request-size";

	private final RequestLimits limits;

	private final ControlMode mode;

	private final ControlReporter reporter;

	private final ProblemWriter writer;

	RequestLimitsFilter(RequestLimits limits, ControlMode mode, ControlReporter reporter, ProblemWriter writer) {
		this.limits = limits;
		this.mode = mode;
		this.reporter = reporter;
		this.writer = writer;
	}

	@Override
	protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Problem problem = this.limits.check(request.getRequestURI(), request.getQueryString(),
				request.getContentLengthLong());
		if (problem != null) {
			this.reporter.refused(CONTROL, this.mode, problem::toString);
			if (this.mode == ControlMode.ENFORCE) {
				refuse(request, response, problem);
				return;
			}
		}
		if (!mayHaveBody(request)) {
			chain.doFilter(request, response);
		}
		else if (this.mode == ControlMode.ENFORCE) {
			limitBody(request, response, chain);
		}
		else {
			// What a length announces has been reported.
			chain.doFilter((request.getContentLengthLong() < 0) ? limited(request) : request, response);
		}
	}

	private LimitedRequest limited(HttpServletRequest request) {
		return new LimitedRequest(request, this.limits.maxBodySize(), this::tooLarge);
	}

	private void limitBody(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		request.setAttribute(RequestBounds.MAX_BODY_SIZE, this.limits.maxBodySize());
		try {
			chain.doFilter(limited(request), response);
		}
		catch (BodyTooLargeException ex) {
			// Whoever read the body was not a controller, whose exceptions are answered
			// already.
			refuse(request, response, this.limits.tooLarge());
		}
	}

	private @Nullable BodyTooLargeException tooLarge() {
		Problem problem = this.limits.tooLarge();
		this.reporter.refused(CONTROL, this.mode, problem::toString);
		return (this.mode == ControlMode.ENFORCE) ? new BodyTooLargeException(new ProblemException(problem)) : null;
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
		request.setAttribute(ControlReporter.REFUSED_BY, CONTROL);
		this.writer.write(request, response, problem);
	}

	private boolean mayHaveBody(HttpServletRequest request) {
		long length = request.getContentLengthLong();
		// HTTP/2 frames a body without announcing its length.
		return length > 0 || (length < 0 && (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
				|| "HTTP/2.0".equals(request.getProtocol())));
	}

}
