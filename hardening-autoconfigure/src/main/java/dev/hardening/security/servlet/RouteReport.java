package dev.hardening.security.servlet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.hardening.security.AccessRule;
import dev.hardening.security.AccessRules;
import dev.hardening.security.servlet.MappedRoutes.Route;
import dev.hardening.web.PathOverlap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Tells at start-up who may reach each route, and which paths of rules match none: a rule
 * with a mistyped path protects nothing, or opens nothing.
 */
final class RouteReport implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(RouteReport.class);

	private static final String UNMATCHED = "no rule -> authenticated";

	private final AccessRules rules;

	private final Supplier<MappedRoutes> routes;

	RouteReport(AccessRules rules, Supplier<MappedRoutes> routes) {
		this.rules = rules;
		this.routes = routes;
	}

	@Override
	public void afterSingletonsInstantiated() {
		MappedRoutes mapped = routes();
		warn(mapped);
		if (logger.isDebugEnabled()) {
			mapped.all().forEach((route) -> logger.debug(describe(route)));
		}
	}

	private void warn(MappedRoutes mapped) {
		unmatched(mapped).forEach((rule) -> logger
			.warn(("The path %s of %s matches no route of this application. Unless a filter answers it, correct or "
					+ "remove it.")
				.formatted(rule.pattern(), rule.origin())));
	}

	/**
	 * Find the configured rules whose path is neither that of a route, nor of a static
	 * resource, nor of an endpoint of the starter.
	 * @param mapped what the application answers
	 * @return the rules in their order
	 */
	List<AccessRule> unmatched(MappedRoutes mapped) {
		List<PathPattern> endpoints = this.rules.all()
			.stream()
			.filter((rule) -> !rule.isConfigured())
			.map(AccessRule::pattern)
			.toList();
		return this.rules.all()
			.stream()
			.filter(AccessRule::isConfigured)
			.filter((rule) -> !PathOverlap.any(List.of(rule.pattern()), endpoints))
			.filter((rule) -> !mapped.mayAnswer(rule.pattern()))
			.toList();
	}

	/**
	 * List what the application answers.
	 * @return the routes
	 */
	MappedRoutes routes() {
		return this.routes.get();
	}

	private String describe(Route route) {
		List<String> governing = new ArrayList<>();
		for (AccessRule rule : this.rules.all()) {
			if (mayGovern(rule, route)) {
				governing.add(rule.toString());
				if (governsAll(rule, route)) {
					return line(route, governing);
				}
			}
		}
		governing.add(UNMATCHED);
		return line(route, governing);
	}

	private static String line(Route route, List<String> governing) {
		String method = (route.method() != null) ? route.method() : "*";
		return "%s %s: %s".formatted(method, route.pattern(), String.join(", else ", governing));
	}

	private static boolean mayGovern(AccessRule rule, Route route) {
		return (route.method() == null || rule.coversMethod(route.method()))
				&& PathOverlap.between(rule.pattern(), route.pattern());
	}

	private static boolean governsAll(AccessRule rule, Route route) {
		boolean everyMethod = route.method() != null || rule.methods().isEmpty();
		return everyMethod && (rule.pattern().equals(route.pattern())
				|| rule.pattern().matches(PathOverlap.example(route.pattern())));
	}

}
