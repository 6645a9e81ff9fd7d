package dev.hardening.ratelimit.servlet;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Asks the router ahead of time which handler it will take, without leaving a trace on
 * the request and without reading its body.
 */
final class RouterLookup {

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String MULTIPART = "multipart/";

	private RouterLookup() {
	}

	/**
	 * Find the handlers that the router may take: one, unless it depends on parameters
	 * that the body may bring.
	 * @param router the router
	 * @param routes its routes
	 * @param request the request
	 * @return the handlers, empty when there is none
	 */
	static List<HandlerMethod> handlersOf(RequestMappingHandlerMapping router, FormRoutes routes,
			HttpServletRequest request) {
		boolean form = isForm(request);
		HttpServletRequest traceless = form ? new QueryOnlyRequest(request) : new TracelessRequest(request);
		ServletRequestPathUtils.parseAndCache(traceless);
		if (form && routes.dependOnParameters()) {
			return routes.possible(traceless);
		}
		HandlerMethod method = handlerOf(router, traceless);
		return (method != null) ? List.of(method) : List.of();
	}

	private static boolean isForm(HttpServletRequest request) {
		String type = request.getContentType();
		return type != null && (type.regionMatches(true, 0, FORM, 0, FORM.length())
				|| type.regionMatches(true, 0, MULTIPART, 0, MULTIPART.length()));
	}

	private static @Nullable HandlerMethod handlerOf(RequestMappingHandlerMapping router,
			HttpServletRequest traceless) {
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
	private static class TracelessRequest extends HttpServletRequestWrapper {

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

	/**
	 * Knows the parameters of the query alone: the server reads the body for all others.
	 */
	private static final class QueryOnlyRequest extends TracelessRequest {

		private final MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();

		QueryOnlyRequest(HttpServletRequest request) {
			super(request);
			String query = request.getQueryString();
			if (query != null) {
				for (String pair : query.split("&")) {
					add(pair);
				}
			}
		}

		private void add(String pair) {
			int equals = pair.indexOf('=');
			try {
				this.parameters.add(decoded((equals < 0) ? pair : pair.substring(0, equals)),
						(equals < 0) ? "" : decoded(pair.substring(equals + 1)));
			}
			catch (IllegalArgumentException ex) {
				// The server does not take it for a parameter either.
			}
		}

		private static String decoded(String text) {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}

		@Override
		public @Nullable String getParameter(String name) {
			return this.parameters.getFirst(name);
		}

		@Override
		public String @Nullable [] getParameterValues(String name) {
			List<String> values = this.parameters.get(name);
			return (values != null) ? values.toArray(String[]::new) : null;
		}

		@Override
		public Enumeration<String> getParameterNames() {
			return Collections.enumeration(this.parameters.keySet());
		}

		@Override
		public Map<String, String[]> getParameterMap() {
			Map<String, String[]> all = new LinkedHashMap<>();
			this.parameters.forEach((name, values) -> all.put(name, values.toArray(String[]::new)));
			return all;
		}

	}

}
