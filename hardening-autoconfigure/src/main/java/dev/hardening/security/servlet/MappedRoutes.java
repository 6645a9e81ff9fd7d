package dev.hardening.security.servlet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import dev.hardening.web.PathOverlap;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What the application answers, as far as that can be listed: handler methods one by one,
 * static resources by their patterns and locations, routes of functions not at all.
 */
final class MappedRoutes {

	private static final String EVERYTHING = "/**";

	private final List<Route> routes = new ArrayList<>();

	private final List<PathPattern> others = new ArrayList<>();

	private final List<Resource> locations = new ArrayList<>();

	private boolean complete = true;

	/**
	 * List the routes.
	 * @param mappings all that Spring MVC asks
	 * @param servlets the mappings of other servlets
	 */
	MappedRoutes(List<HandlerMapping> mappings, Collection<String> servlets) {
		mappings.forEach(this::add);
		servlets.stream()
			.filter((path) -> path.startsWith("/"))
			.map((path) -> path.endsWith("/*") ? path + "*" : path)
			.forEach((path) -> this.others.add(parse(path)));
	}

	private void add(HandlerMapping mapping) {
		if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
			methods.getHandlerMethods().keySet().forEach(this::add);
		}
		else if (mapping instanceof AbstractUrlHandlerMapping urls) {
			urls.getHandlerMap().forEach(this::add);
		}
		else if (!(mapping instanceof RouterFunctionMapping functions) || functions.getRouterFunction() != null) {
			this.complete = false;
		}
	}

	private void add(RequestMappingInfo info) {
		Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
		for (String path : info.getPatternValues()) {
			PathPattern pattern = parse(path);
			if (methods.isEmpty()) {
				this.routes.add(new Route(null, pattern));
			}
			methods.forEach((method) -> this.routes.add(new Route(method.name(), pattern)));
		}
	}

	private void add(String path, Object handler) {
		if (!path.equals(EVERYTHING)) {
			this.others.add(parse(path));
		}
		else if (handler instanceof ResourceHttpRequestHandler resources) {
			this.locations.addAll(resources.getLocations());
		}
		else {
			this.complete = false;
		}
	}

	private static PathPattern parse(String path) {
		return PathPatternParser.defaultInstance.parse(path.startsWith("/") ? path : "/" + path);
	}

	/**
	 * Return the handler methods' routes.
	 * @return the routes
	 */
	List<Route> all() {
		return this.routes;
	}

	/**
	 * Return whether every route is known.
	 * @return {@code false} if a function or a handler of another kind decides what it
	 * answers
	 */
	boolean isComplete() {
		return this.complete;
	}

	/**
	 * Return whether something may answer a pattern.
	 * @param pattern the pattern
	 * @return {@code false} only if it is certain that no route does
	 */
	boolean mayAnswer(PathPattern pattern) {
		return !this.complete || PathOverlap.any(List.of(pattern), this.others)
				|| this.routes.stream().anyMatch((route) -> PathOverlap.between(pattern, route.pattern()))
				|| isResource(pattern.getPatternString());
	}

	// What stands before the first wildcard is a file or directory at one of the
	// locations.
	private boolean isResource(String pattern) {
		int end = 0;
		while (end < pattern.length() && "*?{".indexOf(pattern.charAt(end)) < 0) {
			end++;
		}
		String path = (end == pattern.length()) ? pattern : pattern.substring(0, pattern.lastIndexOf('/', end) + 1);
		String relative = StringUtils.trimLeadingCharacter(path, '/');
		return this.locations.stream().anyMatch((location) -> relative.isEmpty() || exists(location, relative));
	}

	private static boolean exists(Resource location, String path) {
		try {
			return location.createRelative(path).exists();
		}
		catch (IOException ex) {
			return true;
		}
	}

	/**
	 * One route.
	 *
	 * @param method its method, {@code null} for all
	 * @param pattern its path
	 */
	record Route(@Nullable String method, PathPattern pattern) {

	}

}
