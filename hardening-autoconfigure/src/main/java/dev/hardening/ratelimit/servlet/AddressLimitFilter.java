package dev.hardening.ratelimit.servlet;

import java.io.IOException;

import dev.hardening.ratelimit.ClientIdentity;
import dev.hardening.ratelimit.RateLimitExchange;
import dev.hardening.ratelimit.RateLimitStage;
import dev.hardening.web.Problem;
import dev.hardening.web.servlet.RequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Refuses blocked addresses, and evaluates the policies that need no identity before
 * anything is spent on the request. Forward, error and async dispatches pass.
 */
final class AddressLimitFilter extends RequestFilter {

	private final ServletRateLimits limits;

	private final HandlerLimits handlers;

	AddressLimitFilter(ServletRateLimits limits, HandlerLimits handlers) {
		this.limits = limits;
		this.handlers = handlers;
	}

	@Override
	protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		RateLimitExchange exchange = this.limits.exchange(request);
		Problem problem = this.limits.limits().checkBlocklist(exchange);
		if (problem == null) {
			this.handlers.foresee(request, exchange);
			problem = this.limits.limits().check(exchange, RateLimitStage.ADDRESS, ClientIdentity.ANONYMOUS);
		}
		if (this.limits.answer(request, response, exchange, problem)) {
			chain.doFilter(request, response);
		}
	}

}
