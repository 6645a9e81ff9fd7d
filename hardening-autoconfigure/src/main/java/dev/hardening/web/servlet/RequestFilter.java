package dev.hardening.web.servlet;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * A filter that a request meets once: when it arrives, and not in the dispatches that
 * follow. The dispatch itself says which it is; Spring's {@code OncePerRequestFilter}
 * keeps an attribute for each filter, which every request would pay for.
 */
public abstract class RequestFilter implements Filter {

	/**
	 * Create a filter.
	 */
	protected RequestFilter() {
	}

	@Override
	public final void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request.getDispatcherType() == DispatcherType.REQUEST) {
			filter((HttpServletRequest) request, (HttpServletResponse) response, chain);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	/**
	 * Filter a request that has just arrived.
	 * @param request the request
	 * @param response its answer
	 * @param chain what comes behind
	 * @throws IOException if the connection fails
	 * @throws ServletException if what comes behind fails
	 */
	protected abstract void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException;

}
