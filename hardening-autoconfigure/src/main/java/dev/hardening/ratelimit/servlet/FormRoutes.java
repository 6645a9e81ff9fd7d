package dev.hardening.ratelimit.servlet;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.condition.NameValueExpression;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.WebUtils;

/**
 * The handlers of a router that may take a request whose body may bring parameters. Where
 * a mapping asks for parameters, the router would read the body to find them; here only
 * the query is read, and what the body could add is left open.
 */
final class FormRoutes {

	private final List<Route> routes;

	private final boolean dependOnParameters;

	/**
	 * Create the routes.
	 * @param router whose handlers are known by now
	 */
	FormRoutes(RequestMappingHandlerMapping router) {
		List<Route> routes = new ArrayList<>();
		router.getHandlerMethods()
			.forEach((info, method) -> routes.add(new Route(info.mutate().params().build(),
					List.copyOf(info.getParamsCondition().getExpressions()), method)));
		this.routes = routes;
		this.dependOnParameters = routes.stream().anyMatch((route) -> !route.parameters().isEmpty());
	}

	boolean dependOnParameters() {
		return this.dependOnParameters;
	}

	/**
	 * Find the handlers that the router may choose once it knows the body.
	 * @param request the request, whose path is parsed and whose parameters are those of
	 * the query
	 * @return the handlers
	 */
	List<HandlerMethod> possible(HttpServletRequest request) {
		List<Match> matches = new ArrayList<>();
		for (Route route : this.routes) {
			RequestMappingInfo info = route.anyParameters().getMatchingCondition(request);
			if (info != null && !route.isContradicted(request)) {
				matches.add(new Match(info, route));
			}
		}
		matches.sort((one, other) -> one.info().compareTo(other.info(), request));
		List<HandlerMethod> possible = new ArrayList<>();
		RequestMappingInfo certain = null;
		for (Match match : matches) {
			if (certain != null && certain.compareTo(match.info(), request) < 0) {
				break;
			}
			possible.add(match.route().method());
			certain = match.route().isCertain(request) ? match.info() : certain;
		}
		return possible;
	}

	private record Match(RequestMappingInfo info, Route route) {

	}

	/**
	 * A handler, what it asks of the request but for parameters, and those.
	 */
	private record Route(RequestMappingInfo anyParameters, List<NameValueExpression<String>> parameters,
			HandlerMethod method) {

		// The query comes before the body: what it says, the body does not change.
		boolean isContradicted(HttpServletRequest query) {
			return this.parameters.stream()
				.anyMatch((parameter) -> isInQuery(parameter, query) && !holds(parameter, query));
		}

		boolean isCertain(HttpServletRequest query) {
			return this.parameters.stream()
				.allMatch((parameter) -> isInQuery(parameter, query) && holds(parameter, query));
		}

		private static boolean isInQuery(NameValueExpression<String> parameter, HttpServletRequest query) {
			return (parameter.getValue() != null) ? query.getParameter(parameter.getName()) != null
					: WebUtils.hasSubmitParameter(query, parameter.getName());
		}

		private static boolean holds(NameValueExpression<String> parameter, HttpServletRequest query) {
			String value = parameter.getValue();
			boolean equal = value == null || value.equals(query.getParameter(parameter.getName()));
			return equal != parameter.isNegated();
		}

	}

}
