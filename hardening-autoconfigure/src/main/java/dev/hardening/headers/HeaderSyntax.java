package dev.hardening.headers;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.hardening.environment.InvalidPropertyException;

/**
 * Refuses header names and values that cannot be sent (RFC 9110, section 5) before the
 * first answer would try.
 */
final class HeaderSyntax {

	private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";

	/** Written by the server or the handler for each answer; one value for all breaks. */
	private static final Set<String> OF_THE_ANSWER = Set.of("connection", "content-encoding", "content-length",
			"content-range", "content-type", "date", "etag", "location", "set-cookie", "transfer-encoding", "vary");

	private HeaderSyntax() {
	}

	static void checkName(String key, String name) {
		boolean token = !name.isEmpty() && name.chars().allMatch(HeaderSyntax::isTokenSign);
		if (!token) {
			throw new InvalidPropertyException(key, name, "is not the name of a header",
					"Write a name of letters, digits and hyphens, for example X-Robots-Tag.");
		}
	}

	static void checkMayBeSet(String key, String name, String value) {
		if (OF_THE_ANSWER.contains(name.toLowerCase(Locale.ROOT))) {
			throw new InvalidPropertyException(key, value, "is a header that each answer has a value of its own for",
					"Remove the entry and set the header where the answer is made.");
		}
	}

	static void checkValue(String key, String value) {
		if (!value.chars().allMatch(HeaderSyntax::isValueSign)) {
			throw new InvalidPropertyException(key, printable(value),
					"has a line break, a control character or a character outside ASCII",
					"Write the value on one line in ASCII.");
		}
		if (!value.strip().equals(value)) {
			throw new InvalidPropertyException(key, value, "begins or ends with a blank", "Remove the blanks.");
		}
	}

	static void checkRemovable(String key, String name) {
		checkName(key, name);
		if (List.of("content-length", "content-type", "transfer-encoding").contains(name.toLowerCase(Locale.ROOT))) {
			throw new InvalidPropertyException(key, name, "is a header without which an answer cannot be read",
					"Remove the entry.");
		}
	}

	private static boolean isTokenSign(int sign) {
		return (sign >= '0' && sign <= '9') || (sign >= 'A' && sign <= 'Z') || (sign >= 'a' && sign <= 'z')
				|| TOKEN_SIGNS.indexOf(sign) >= 0;
	}

	private static boolean isValueSign(int sign) {
		return sign >= 0x20 && sign <= 0x7e;
	}

	private static String printable(String value) {
		StringBuilder result = new StringBuilder();
		value.chars().forEach((sign) -> result.append(isValueSign(sign) ? (char) sign : '?'));
		return result.toString();
	}

}
