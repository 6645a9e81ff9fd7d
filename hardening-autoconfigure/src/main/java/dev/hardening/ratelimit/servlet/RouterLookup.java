package dev.hardening.ratelimit.servlet;

import java.util.HashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Asks the router ahead of time which handler it will take, without leaving a trace on
 * the request.
 */
final class RouterLookup {

	private RouterLookup() {
	}

	static @Nullable HandlerMethod handlerOf(RequestMappingHandlerMapping router, HttpServletRequest request) {
		HttpServletRequest traceless = new TracelessRequest(request);
		ServletRequestPathUtils.parseAndCache(traceless);
		try {
			HandlerExecutionChain chain = router.getHandler(traceless);
			return (chain != null && chain.getHandler() instanceof HandlerMethod method) ? method : null;
		}
		catch (Exception ex) {
			// The router will refuse the request by itself; until then it is an ordinary
			// one.
			return null;
		}
	}

	/**
	 * Keeps the attributes that are set on it to itself.
	 */
	private static final class TracelessRequest extends HttpServletRequestWrapper {

		private final Map<String, @Nullable Object> own = new HashMap<>();

		TracelessRequest(HttpServletRequest request) {
			super(request);
		}

		@Override
		public @Nullable Object getAttribute(String name) {
			return this.own.containsKey(name) ? this.own.get(name) : super.getAttribute(name);
		}

		@Override
		public void setAttribute(String name, @Nullable Object value) {
			this.own.put(name, value);
		}

		@Override
		public void removeAttribute(String name) {
			this.own.put(name, null);
		}

	}

}
