package dev.hardening.headers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.hardening.environment.InvalidPropertyException;

/**
 * A content security policy (CSP level 3) as directives in the order in which they are
 * written. Immutable and always valid.
 */
final class CspPolicy {

	/** Stands for the nonce of the answer until the header is written. */
	static final String NONCE = "'nonce-\0'";

	private static final List<String> NONCE_DIRECTIVES = List.of("script-src", "script-src-elem", "style-src",
			"style-src-elem");

	private static final CspPolicy API = new CspPolicy(ordered("default-src", "'none'", "frame-ancestors", "'none'",
			"base-uri", "'none'", "form-action", "'none'"));

	private static final CspPolicy HTML = new CspPolicy(ordered("default-src", "'none'", "script-src", "'self'",
			"style-src", "'self'", "img-src", "'self'", "font-src", "'self'", "connect-src", "'self'", "manifest-src",
			"'self'", "frame-ancestors", "'none'", "base-uri", "'none'", "form-action", "'self'",
			"require-trusted-types-for", "'script'", "upgrade-insecure-requests", ""));

	private final Map<String, String> directives;

	private CspPolicy(Map<String, String> directives) {
		this.directives = Collections.unmodifiableMap(directives);
	}

	/**
	 * Return the policy of a profile before the user's directives.
	 * @param profile the profile
	 * @param nonce whether scripts run by a nonce, and so by 'strict-dynamic', where the
	 * place that a script comes from counts for nothing
	 * @return the policy
	 */
	static CspPolicy of(HeadersProfile profile, boolean nonce) {
		if (profile == HeadersProfile.API) {
			return API;
		}
		return nonce ? HTML.plus("script-src", "'strict-dynamic'") : HTML;
	}

	/**
	 * Return a copy in which some directives are replaced.
	 * @param key the full name of the property that holds the directives
	 * @param overrides the directives, an empty one to leave it out
	 * @param nonce whether the policy has a nonce
	 * @return the copy
	 */
	CspPolicy with(String key, Map<String, String> overrides, boolean nonce) {
		Map<String, String> result = new LinkedHashMap<>(this.directives);
		overrides.forEach((written, value) -> {
			String name = written.toLowerCase(Locale.ROOT);
			String fullKey = key + "." + written;
			CspDirective directive = CspDirective.named(fullKey, name);
			if (value.isBlank() && !directive.isValueless()) {
				result.remove(name);
			}
			else if ("false".equals(value) && directive.isValueless()) {
				result.remove(name);
			}
			else {
				result.put(name, directive.checked(fullKey, value, nonce));
			}
		});
		if (result.isEmpty()) {
			throw new InvalidPropertyException(key, "", "leaves no directive in the policy",
					"Set hardening.headers.csp.enabled: false to send no policy.");
		}
		return new CspPolicy(result);
	}

	CspPolicy withDefault(String name, String value) {
		return this.directives.containsKey(name) ? this : plus(name, value);
	}

	CspPolicy withNonce() {
		Map<String, String> result = new LinkedHashMap<>(this.directives);
		for (String name : NONCE_DIRECTIVES) {
			result.computeIfPresent(name, (directive, sources) -> withNonce(sources));
		}
		return new CspPolicy(result);
	}

	private static String withNonce(String sources) {
		return "'none'".equals(sources) ? sources : (NONCE + " " + sources);
	}

	// The directive that speaks for another that the policy does not have.
	String governing(String name) {
		String governing = name;
		if (!this.directives.containsKey(name) && (name.endsWith("-elem") || name.endsWith("-attr"))) {
			governing = name.substring(0, name.length() - "-elem".length());
		}
		boolean fallsBack = governing.endsWith("-src") && !this.directives.containsKey(governing);
		return (fallsBack && this.directives.containsKey("default-src")) ? "default-src" : governing;
	}

	String value(String name) {
		return this.directives.getOrDefault(name, "");
	}

	CspPolicy without(String name) {
		Map<String, String> result = new LinkedHashMap<>(this.directives);
		result.remove(name);
		return new CspPolicy(result);
	}

	private CspPolicy plus(String name, String value) {
		Map<String, String> result = new LinkedHashMap<>(this.directives);
		result.put(name, value);
		return new CspPolicy(result);
	}

	/**
	 * Return the value of the header, with {@link #NONCE} wherever the nonce goes.
	 */
	@Override
	public String toString() {
		StringBuilder result = new StringBuilder();
		this.directives.forEach((name, value) -> {
			result.append(result.isEmpty() ? "" : "; ").append(name);
			result.append(value.isEmpty() ? "" : " ").append(value);
		});
		return result.toString();
	}

	private static Map<String, String> ordered(String... namesAndValues) {
		Map<String, String> result = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			result.put(namesAndValues[i], namesAndValues[i + 1]);
		}
		return result;
	}

}
