package dev.hardening.ratelimit.servlet;

import java.io.IOException;

import dev.hardening.ratelimit.RateLimitExchange;
import dev.hardening.ratelimit.RateLimitFields;
import dev.hardening.ratelimit.RateLimits;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.Problem;
import dev.hardening.web.servlet.ProblemWriter;
import dev.hardening.web.servlet.ServletClientRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * What the two filters and the interceptor have in common: one exchange for each request,
 * and answers.
 */
final class ServletRateLimits {

	private static final String EXCHANGE = RateLimitExchange.class.getName();

	private final RateLimits limits;

	private final RateLimitFields fields;

	private final ProblemWriter problems;

	ServletRateLimits(RateLimits limits, RateLimitFields fields, ProblemWriter problems) {
		this.limits = limits;
		this.fields = fields;
		this.problems = problems;
	}

	RateLimits limits() {
		return this.limits;
	}

	RateLimitExchange exchange(HttpServletRequest request) {
		if (request.getAttribute(EXCHANGE) instanceof RateLimitExchange known) {
			return known;
		}
		RateLimitExchange opened = this.limits.open(ServletClientRequest.of(request));
		request.setAttribute(EXCHANGE, opened);
		return opened;
	}

	/**
	 * Tell the client about its limits, and refuse it if need be.
	 * @param request the request
	 * @param response the answer
	 * @param exchange what was decided
	 * @param problem the refusal, or {@code null}
	 * @return whether to go on
	 * @throws IOException if the connection is gone
	 */
	boolean answer(HttpServletRequest request, HttpServletResponse response, RateLimitExchange exchange,
			@Nullable Problem problem) throws IOException {
		this.fields.write(exchange, response::setHeader);
		if (problem == null) {
			return true;
		}
		request.setAttribute(ControlReporter.REFUSED_BY, exchange.refusedBy());
		this.problems.write(request, response, problem);
		return false;
	}

}
