package dev.hardening.ratelimit.servlet;

import java.io.IOException;

import dev.hardening.ratelimit.RateLimitExchange;
import dev.hardening.web.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Evaluates the policy of a handler's annotation where the filters could not: behind a
 * forward, and where no security chain stands before the handler.
 */
final class RateLimitInterceptor implements HandlerInterceptor {

	private final ServletRateLimits limits;

	private final HandlerLimits handlers;

	RateLimitInterceptor(ServletRateLimits limits, HandlerLimits handlers) {
		this.limits = limits;
		this.handlers = handlers;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		DispatcherType dispatch = request.getDispatcherType();
		if (dispatch == DispatcherType.ASYNC || dispatch == DispatcherType.ERROR
				|| !(handler instanceof HandlerMethod method)) {
			return true;
		}
		String policy = this.handlers.policyOf(method);
		if (policy == null) {
			return true;
		}
		RateLimitExchange exchange = this.limits.exchange(request);
		if (exchange.isEvaluated(policy)) {
			return true;
		}
		Problem problem = this.limits.limits().check(exchange, policy, SecurityIdentity.current());
		return this.limits.answer(request, response, exchange, problem);
	}

}
