package dev.hardening.ratelimit.servlet;

import java.io.IOException;

import dev.hardening.ratelimit.RateLimitExchange;
import dev.hardening.ratelimit.RateLimitStage;
import dev.hardening.web.Problem;
import dev.hardening.web.servlet.RequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Evaluates the policies that depend on who is authenticated. Forward, error and async
 * dispatches pass.
 */
final class IdentityLimitFilter extends RequestFilter {

	private final ServletRateLimits limits;

	IdentityLimitFilter(ServletRateLimits limits) {
		this.limits = limits;
	}

	@Override
	protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (!this.limits.limits().has(RateLimitStage.IDENTITY)) {
			chain.doFilter(request, response);
			return;
		}
		RateLimitExchange exchange = this.limits.exchange(request);
		Problem problem = this.limits.limits().check(exchange, RateLimitStage.IDENTITY, SecurityIdentity.current());
		if (this.limits.answer(request, response, exchange, problem)) {
			chain.doFilter(request, response);
		}
	}

}
