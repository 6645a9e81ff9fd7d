package dev.hardening.headers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.headers.HeadersProperties.Hsts;
import org.jspecify.annotations.Nullable;

/**
 * Makes the headers of a profile: the set of the OWASP Secure Headers Project, changed by
 * what the user configured.
 */
final class SecurityHeadersFactory {

	private static final String KEY = "hardening.headers.";

	private static final String HSTS = "Strict-Transport-Security";

	private static final String CACHE_CONTROL = "Cache-Control";

	private static final Duration PRELOAD_MINIMUM = Duration.ofDays(365);

	private final HeadersProperties properties;

	private final Map<String, String> overrides = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private final CspFactory policies;

	SecurityHeadersFactory(HeadersProperties properties, String contextPath) {
		this.properties = properties;
		this.policies = new CspFactory(properties, contextPath);
		checkHsts(properties.hsts());
		properties.set().forEach(this::override);
		for (int i = 0; i < properties.remove().size(); i++) {
			HeaderSyntax.checkRemovable(KEY + "remove[%d]".formatted(i), properties.remove().get(i));
		}
	}

	private void override(String name, String value) {
		String key = KEY + "set." + name;
		HeaderSyntax.checkName(key, name);
		HeaderSyntax.checkValue(key, value);
		HeaderSyntax.checkMayBeSet(key, name, value);
		boolean policy = name.equalsIgnoreCase(CspHeader.ENFORCED) || name.equalsIgnoreCase(CspHeader.REPORTED);
		if (policy && !value.isEmpty()) {
			throw new InvalidPropertyException(key, value, "is a policy that nobody checks",
					"Write its directives under hardening.headers.csp.directives.");
		}
		this.overrides.put(name, value);
	}

	private static void checkHsts(Hsts hsts) {
		if (hsts.maxAge().isNegative()) {
			throw new InvalidPropertyException(KEY + "hsts.max-age", hsts.maxAge(), "is less than nothing",
					"Write a time such as 730d.");
		}
		if (hsts.preload() && (!hsts.includeSubDomains() || hsts.maxAge().compareTo(PRELOAD_MINIMUM) < 0)) {
			throw new InvalidPropertyException(KEY + "hsts.preload", true,
					"is refused by the preload list unless max-age is a year or more and subdomains are included",
					"Set hardening.headers.hsts.max-age: 730d and include-sub-domains: true, or preload: false.");
		}
	}

	SecurityHeaders create(HeadersProfile profile) {
		return create(profile, "", Map.of());
	}

	SecurityHeaders create(HeadersProfile profile, String key, Map<String, String> directives) {
		List<String> removed = this.properties.remove();
		if (profile == HeadersProfile.OFF) {
			return new SecurityHeaders(removed, List.of(), List.of(), null, List.of(), List.of());
		}
		CspFactory.Policies policies = this.policies.create(profile, key, directives);
		return new SecurityHeaders(removed, headers(policies, false), headers(policies, true), cacheControl(),
				omitting(policies.plain()), omitting(policies.secure()));
	}

	private List<CspHeader> omitting(List<CspHeader> policies) {
		return policies.stream().filter((policy) -> !this.overrides.containsKey(policy.name())).toList();
	}

	private @Nullable String cacheControl() {
		String value = this.overrides.getOrDefault(CACHE_CONTROL, "no-store");
		return value.isEmpty() ? null : value;
	}

	private List<SecurityHeader> headers(CspFactory.Policies policies, boolean https) {
		Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		values.putAll(standard());
		if (https) {
			values.putAll(policies.reporting());
		}
		if (https && this.properties.hsts().enabled()) {
			values.put(HSTS, hsts(this.properties.hsts()));
		}
		this.overrides.forEach((name, value) -> {
			// Browsers ignore it over HTTP, and a scanner would call it a mistake.
			if (https || !HSTS.equalsIgnoreCase(name)) {
				values.remove(name);
				values.put(name, value);
			}
		});
		List<SecurityHeader> headers = new ArrayList<>();
		values.forEach((name, value) -> {
			if (!value.isEmpty() && !name.equalsIgnoreCase(CACHE_CONTROL)) {
				headers.add(new SecurityHeader(name, value));
			}
		});
		return headers;
	}

	private static Map<String, String> standard() {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("X-Content-Type-Options", "nosniff");
		headers.put("X-Frame-Options", "DENY");
		headers.put("Referrer-Policy", "no-referrer");
		headers.put("Permissions-Policy", PermissionsPolicy.VALUE);
		headers.put("Cross-Origin-Opener-Policy", "same-origin");
		headers.put("Cross-Origin-Embedder-Policy", "require-corp");
		headers.put("Cross-Origin-Resource-Policy", "same-origin");
		headers.put("X-Permitted-Cross-Domain-Policies", "none");
		headers.put("X-DNS-Prefetch-Control", "off");
		return headers;
	}

	private static String hsts(Hsts hsts) {
		return "max-age=" + hsts.maxAge().toSeconds() + (hsts.includeSubDomains() ? "; includeSubDomains" : "")
				+ (hsts.preload() ? "; preload" : "");
	}

}
