package dev.hardening.headers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.hardening.environment.InvalidPropertyException;

/**
 * The kinds of directives, and what may stand in each. A browser skips what it does not
 * know without a word, so a typing error here would be a hole nobody sees.
 */
enum CspDirective {

	/** A list of places that something may come from. */
	SOURCES {

		@Override
		void check(String key, String token, boolean nonce) {
			CspSource.check(key, token, nonce);
		}

	},

	/** Places that may frame the page. */
	ANCESTORS {

		@Override
		void check(String key, String token, boolean nonce) {
			CspSource.check(key, token, nonce);
			if (token.startsWith("'") && !KEYWORDS_OF_ANCESTORS.contains(token.toLowerCase(Locale.ROOT))) {
				throw invalid(key, token, "means nothing to frame-ancestors",
						"Use 'none', 'self', or the origins that may frame the page.");
			}
		}

	},

	/** Flags that give back what a sandbox takes away. */
	SANDBOX {

		@Override
		void check(String key, String token, boolean nonce) {
			if (!SANDBOX_FLAGS.contains(token)) {
				throw invalid(key, token, "is not a sandbox flag", "Use any of " + SANDBOX_FLAGS + ".");
			}
		}

	},

	/** Sinks that take Trusted Types only. */
	TRUSTED_TYPES_SINKS {

		@Override
		void check(String key, String token, boolean nonce) {
			if (!"'script'".equals(token)) {
				throw invalid(key, token, "is not a group of sinks", "Write 'script', with the single quotes.");
			}
		}

	},

	/** Names of Trusted Types policies. */
	TRUSTED_TYPES_POLICIES {

		@Override
		void check(String key, String token, boolean nonce) {
			boolean quoted = Set.of("'none'", "'allow-duplicates'").contains(token);
			if (!quoted && !token.matches("[\\w\\-#=/@.%*]+")) {
				throw invalid(key, token, "is not the name of a Trusted Types policy",
						"Use names of letters, digits and -#=_/@.%, or 'allow-duplicates' or 'none'.");
			}
		}

	},

	/** Where reports go. */
	REPORT {

		@Override
		void check(String key, String token, boolean nonce) {
			// A URI reference or the name of an endpoint: any printable text is one.
		}

	},

	/** Says all by its name. */
	VALUELESS {

		@Override
		void check(String key, String token, boolean nonce) {
			throw invalid(key, token, "is a value for a directive that takes none",
					"Leave it empty to send the directive, or write false to leave the directive out.");
		}

	};

	private static final Set<String> KEYWORDS_OF_ANCESTORS = Set.of("'none'", "'self'");

	private static final Set<String> SANDBOX_FLAGS = new TreeSet<>(
			List.of("allow-downloads", "allow-forms", "allow-modals", "allow-orientation-lock", "allow-pointer-lock",
					"allow-popups", "allow-popups-to-escape-sandbox", "allow-presentation", "allow-same-origin",
					"allow-scripts", "allow-storage-access-by-user-activation", "allow-top-navigation",
					"allow-top-navigation-by-user-activation", "allow-top-navigation-to-custom-protocols"));

	private static final Map<String, CspDirective> KNOWN = Map.ofEntries(Map.entry("child-src", SOURCES),
			Map.entry("connect-src", SOURCES), Map.entry("default-src", SOURCES),
			Map.entry("fenced-frame-src", SOURCES), Map.entry("font-src", SOURCES), Map.entry("frame-src", SOURCES),
			Map.entry("img-src", SOURCES), Map.entry("manifest-src", SOURCES), Map.entry("media-src", SOURCES),
			Map.entry("object-src", SOURCES), Map.entry("script-src", SOURCES), Map.entry("script-src-attr", SOURCES),
			Map.entry("script-src-elem", SOURCES), Map.entry("style-src", SOURCES),
			Map.entry("style-src-attr", SOURCES), Map.entry("style-src-elem", SOURCES),
			Map.entry("worker-src", SOURCES), Map.entry("base-uri", SOURCES), Map.entry("form-action", SOURCES),
			Map.entry("frame-ancestors", ANCESTORS), Map.entry("sandbox", SANDBOX),
			Map.entry("require-trusted-types-for", TRUSTED_TYPES_SINKS),
			Map.entry("trusted-types", TRUSTED_TYPES_POLICIES), Map.entry("report-uri", REPORT),
			Map.entry("report-to", REPORT), Map.entry("upgrade-insecure-requests", VALUELESS));

	static Set<String> names() {
		return KNOWN.keySet();
	}

	static CspDirective named(String key, String name) {
		CspDirective directive = KNOWN.get(name);
		if (directive == null) {
			throw invalid(key, name, "is not a directive that browsers know",
					"Use one of " + new TreeSet<>(KNOWN.keySet()) + ".");
		}
		return directive;
	}

	boolean isValueless() {
		return this == VALUELESS || this == SANDBOX;
	}

	String checked(String key, String value, boolean nonce) {
		HeaderSyntax.checkValue(key, value.strip());
		if (value.indexOf(';') >= 0 || value.indexOf(',') >= 0) {
			throw invalid(key, value, "has a sign that ends the directive",
					"Separate sources by blanks, and write each directive as an entry of its own.");
		}
		List<String> tokens = Arrays.stream(value.strip().split(" +")).filter((token) -> !token.isEmpty()).toList();
		tokens.forEach((token) -> check(key, token, nonce));
		if (tokens.size() > 1 && tokens.contains("'none'")) {
			throw invalid(key, value, "has 'none' beside something else", "Keep one of the two.");
		}
		if (tokens.contains("'strict-dynamic'") && !nonce && !value.contains("'sha")) {
			throw invalid(key, value, "has 'strict-dynamic' without a nonce or hash and so blocks every script",
					"Set hardening.headers.csp.nonce: true or remove 'strict-dynamic'.");
		}
		return String.join(" ", tokens);
	}

	abstract void check(String key, String token, boolean nonce);

	static InvalidPropertyException invalid(String key, String value, String reason, String fix) {
		return new InvalidPropertyException(key, value, reason, fix);
	}

}
