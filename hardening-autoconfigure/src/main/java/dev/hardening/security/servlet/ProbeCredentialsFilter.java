package dev.hardening.security.servlet;

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.hardening.security.AccessExpression;
import dev.hardening.security.AccessRule;
import dev.hardening.security.AccessRules;
import dev.hardening.web.servlet.RequestFilter;
import dev.hardening.web.servlet.ServletClientRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Takes the credentials off requests for probes. A probe tells of the application and not
 * of its caller; with a stale token, which RFC 6750 wants refused, a balancer would take
 * a healthy instance out. Only where the probe is open, and not in a chain of the user's,
 * whose rules are not known here.
 */
final class ProbeCredentialsFilter extends RequestFilter {

	private static final String HEALTH = "hardening.health.";

	private final List<PathPattern> paths;

	private final Set<String> hidden = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

	private final AccessRules rules;

	private ProbeCredentialsFilter(List<String> paths, String apiKeyHeader, AccessRules rules) {
		this.rules = rules;
		this.paths = paths.stream().map(PathPatternParser.defaultInstance::parse).toList();
		this.hidden.add(HttpHeaders.AUTHORIZATION);
		this.hidden.add(apiKeyHeader);
	}

	static ProbeCredentialsFilter of(Environment environment, AccessRules rules) {
		String live = environment.getProperty(HEALTH + "live-path", "/live");
		String apiKeyHeader = environment.getProperty("hardening.api-keys.header", "X-API-Key");
		if (showsMoreToSome(environment)) {
			return new ProbeCredentialsFilter(List.of(live), apiKeyHeader, rules);
		}
		return new ProbeCredentialsFilter(List.of(live, environment.getProperty(HEALTH + "ready-path", "/ready"),
				environment.getProperty(HEALTH + "health-path", "/health")), apiKeyHeader, rules);
	}

	// Then the other two have to know who asks.
	private static boolean showsMoreToSome(Environment environment) {
		return Binder.get(environment)
			.bind(HEALTH + "show-checks", ShowChecks.class)
			.orElse(ShowChecks.ALWAYS) == ShowChecks.WHEN_AUTHORIZED;
	}

	@Override
	protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		ServletClientRequest client = ServletClientRequest.of(request);
		chain.doFilter((isProbe(client) && isOpen(client)) ? new WithoutCredentials(request) : request, response);
	}

	private boolean isProbe(ServletClientRequest client) {
		for (PathPattern pattern : this.paths) {
			if (pattern.matches(client.path())) {
				return true;
			}
		}
		return false;
	}

	// A rule of the user's may ask for a credential there.
	private boolean isOpen(ServletClientRequest client) {
		AccessRule rule = this.rules.find(client);
		return rule != null && rule.access().kind() == AccessExpression.Kind.PERMIT_ALL;
	}

	/**
	 * The values of {@code hardening.health.show-checks}.
	 */
	private enum ShowChecks {

		ALWAYS, WHEN_AUTHORIZED, NEVER

	}

	/**
	 * A request that carries none.
	 */
	private final class WithoutCredentials extends HttpServletRequestWrapper {

		WithoutCredentials(HttpServletRequest request) {
			super(request);
		}

		@Override
		public @Nullable String getHeader(String name) {
			return isHidden(name) ? null : super.getHeader(name);
		}

		@Override
		public Enumeration<String> getHeaders(String name) {
			return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
		}

		@Override
		public Enumeration<String> getHeaderNames() {
			List<String> names = Collections.list(super.getHeaderNames());
			names.removeIf(this::isHidden);
			return Collections.enumeration(names);
		}

		private boolean isHidden(String name) {
			return ProbeCredentialsFilter.this.hidden.contains(name);
		}

	}

}
