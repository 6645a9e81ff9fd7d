package dev.hardening.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.hardening.environment.InvalidPropertyException;

import org.springframework.http.HttpMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Puts the user's rules and those of the starter's own endpoints into order: first the
 * user's that name such an endpoint, then those of the endpoints, then all others of the
 * user's. So a broad rule, {@code /**}, neither opens the actuator nor closes the probes,
 * and a narrow one decides as it says.
 */
public final class AccessRulesBuilder {

	private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
			"TRACE");

	private static final String RULE_KEY = "hardening.security.rules[%d]";

	private static final String ACCESS_FIX = "Write permit-all, deny-all, authenticated, anonymous, hasRole('X'), "
			+ "hasAnyRole('X','Y'), hasAuthority('X'), hasAnyAuthority('X','Y') or hasScope('x').";

	private final PathPatternParser parser;

	private final List<AccessRule> users = new ArrayList<>();

	private final List<AccessRule> contributed = new ArrayList<>();

	/**
	 * Create a builder.
	 * @param parser the parser that the router uses, so that both match alike
	 */
	public AccessRulesBuilder(PathPatternParser parser) {
		this.parser = parser;
	}

	/**
	 * Add the user's rules.
	 * @param rules the rules as configured
	 * @return this builder
	 */
	public AccessRulesBuilder rules(List<SecurityRulesProperties.Rule> rules) {
		for (int i = 0; i < rules.size(); i++) {
			add(RULE_KEY.formatted(i), rules.get(i));
		}
		return this;
	}

	private void add(String key, SecurityRulesProperties.Rule rule) {
		if (rule.paths().isEmpty()) {
			throw new InvalidPropertyException(key + ".paths", null, "leaves the rule without a path",
					"List the path patterns, for example /api/**.");
		}
		if (rule.access() == null) {
			throw new InvalidPropertyException(key + ".access", null, "leaves open who may", ACCESS_FIX);
		}
		for (int i = 0; i < rule.paths().size(); i++) {
			this.users.add(new AccessRule(key, methods(key, rule.methods()),
					pattern("%s.paths[%d]".formatted(key, i), rule.paths().get(i)), access(key, rule.access())));
		}
	}

	/**
	 * Add the rule of an endpoint that the starter brings along.
	 * @param methods the methods that are covered, empty for all
	 * @param paths path patterns
	 * @param access who may
	 * @return this builder
	 */
	public AccessRulesBuilder endpoint(List<String> methods, List<String> paths, String access) {
		String origin = "endpoint of the starter";
		for (String path : paths) {
			this.contributed
				.add(new AccessRule(origin, methods(origin, methods), pattern(origin, path), access(origin, access)));
		}
		return this;
	}

	private static Set<String> methods(String key, List<String> names) {
		Set<String> methods = new TreeSet<>();
		for (String name : names) {
			if (!METHODS.contains(name)) {
				throw new InvalidPropertyException(key + ".methods", name, "is not a request method",
						"Write methods in upper case, for example GET.");
			}
			methods.add(name);
		}
		// HEAD runs the handler of GET, so a rule for GET must not be walked around by
		// it.
		if (methods.contains(HttpMethod.GET.name())) {
			methods.add(HttpMethod.HEAD.name());
		}
		return methods;
	}

	private PathPattern pattern(String key, String path) {
		if (!path.startsWith("/")) {
			throw new InvalidPropertyException(key, path, "does not begin with a slash",
					"Begin the path with a slash.");
		}
		try {
			return this.parser.parse(path);
		}
		catch (PatternParseException ex) {
			throw new InvalidPropertyException(key, path, "is not a path pattern: " + ex.getMessage(),
					"Write a path pattern in Spring's syntax, for example /api/** or /files/{name}.");
		}
	}

	private static AccessExpression access(String key, String text) {
		try {
			return AccessExpression.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(key + ".access", text, String.valueOf(ex.getMessage()), ACCESS_FIX);
		}
	}

	/**
	 * Return all rules in order.
	 * @return the rules
	 */
	public AccessRules build() {
		List<AccessRule> rules = new ArrayList<>();
		this.users.stream().filter(this::namesEndpoint).forEach(rules::add);
		rules.addAll(this.contributed);
		this.users.stream().filter((rule) -> !namesEndpoint(rule)).forEach(rules::add);
		return new AccessRules(rules);
	}

	private boolean namesEndpoint(AccessRule rule) {
		return this.contributed.stream().anyMatch((endpoint) -> names(rule.pattern(), endpoint.pattern()));
	}

	private static boolean names(PathPattern rule, PathPattern endpoint) {
		String base = literal(endpoint.getPatternString());
		String own = literal(rule.getPatternString());
		return own.equals(base) || own.startsWith(base + "/");
	}

	private static String literal(String pattern) {
		int end = 0;
		while (end < pattern.length() && "*?{".indexOf(pattern.charAt(end)) < 0) {
			end++;
		}
		String literal = pattern.substring(0, end);
		return literal.endsWith("/") ? literal.substring(0, literal.length() - 1) : literal;
	}

}
