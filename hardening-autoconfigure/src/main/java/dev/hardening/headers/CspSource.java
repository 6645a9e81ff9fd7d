package dev.hardening.headers;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks one source expression of a directive.
 */
final class CspSource {

	private static final Set<String> KEYWORDS = Set.of("none", "self", "unsafe-inline", "unsafe-eval", "strict-dynamic",
			"unsafe-hashes", "report-sample", "wasm-unsafe-eval", "inline-speculation-rules");

	private static final Pattern HASH = Pattern.compile("(?i)'sha(256|384|512)-[a-z0-9+/_-]+={0,2}'");

	private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:");

	private static final Pattern HOST = Pattern
		.compile("([a-zA-Z][a-zA-Z0-9+.-]*://)?(\\*|(\\*\\.)?[a-zA-Z0-9-]+(\\.[a-zA-Z0-9-]+)*\\.?)(:(\\d{1,5}|\\*))?"
				+ "(/[a-zA-Z0-9\\-._~!$&()*+=:@%/]*)?");

	private CspSource() {
	}

	static void check(String key, String source, boolean nonce) {
		String lower = source.toLowerCase(Locale.ROOT);
		if (KEYWORDS.contains(lower)) {
			throw CspDirective.invalid(key, source,
					"lacks the single quotes of a keyword, so that browsers take it for a host",
					"Write '" + lower + "', and in YAML the whole value in double quotes.");
		}
		if (lower.contains("nonce-")) {
			throw CspDirective.invalid(key, source, "is a fixed nonce and so protects nothing",
					"Remove it: with hardening.headers.csp.nonce: true every answer has a new one.");
		}
		if (lower.startsWith("'")) {
			checkQuoted(key, source, lower, nonce);
		}
		else if (lower.matches("sha(256|384|512)-.*")) {
			throw CspDirective.invalid(key, source, "is a hash without its single quotes", "Write '" + source + "'.");
		}
		else if (!SCHEME.matcher(source).matches() && !HOST.matcher(source).matches()) {
			throw CspDirective.invalid(key, source, "is not a source",
					"Write an origin such as https://cdn.example.com, a scheme such as data: or a keyword in quotes.");
		}
	}

	private static void checkQuoted(String key, String source, String lower, boolean nonce) {
		boolean keyword = lower.length() > 2 && lower.endsWith("'")
				&& KEYWORDS.contains(lower.substring(1, lower.length() - 1));
		if (!keyword && !HASH.matcher(source).matches()) {
			throw CspDirective.invalid(key, source, "is not a keyword or hash that browsers know",
					"Check the spelling, for example 'self' or 'unsafe-hashes'.");
		}
		if (nonce && "'unsafe-inline'".equals(lower) && !key.endsWith("-attr")) {
			throw CspDirective.invalid(key, source, "is ignored by browsers beside a nonce",
					"Remove it and write the nonce on each script and style, or set hardening.headers.csp.nonce: false.");
		}
	}

}
