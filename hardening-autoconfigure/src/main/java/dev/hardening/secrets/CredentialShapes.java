package dev.hardening.secrets;

import java.util.Locale;
import java.util.Set;

import dev.hardening.secrets.Redaction.Span;

/**
 * Credentials that show what they are by their shape.
 */
final class CredentialShapes {

	/** Our own API keys, and those of others that secret scanners look for. */
	private static final String[] KEY_PREFIXES = { "hk_", "ghp_", "gho_", "ghs_", "ghu_", "ghr_", "github_pat_",
			"glpat-", "sk_live_", "sk_test_", "rk_live_", "sk-", "whsec_", "xoxb-", "xoxp-", "xapp-", "AKIA", "ASIA",
			"AIza", "npm_" };

	/** The first characters of all of them. */
	static final char[] FIRST_CHARACTERS = { 'A', 'B', 'b', 'e', 'g', 'h', 'n', 'r', 's', 'w', 'x' };

	private static final int MIN_KEY_LENGTH = 16;

	/** What follows the word bearer when it is spoken of. */
	private static final Set<String> PROSE = Set.of("a", "an", "and", "auth", "authentication", "authorization",
			"error", "for", "format", "has", "in", "is", "not", "of", "only", "or", "realm", "resolver", "scheme",
			"token", "tokens", "was", "with");

	private CredentialShapes() {
	}

	static Span token(String text, int start) {
		return switch (text.charAt(start)) {
			case 'b', 'B' -> authorization(text, start);
			case 'e' -> text.startsWith("eyJ", start) ? jsonWebToken(text, start) : Span.nothingUntil(start);
			default -> key(text, start);
		};
	}

	private static Span authorization(String text, int start) {
		boolean bearer = text.regionMatches(true, start, "bearer", 0, 6);
		boolean basic = !bearer && text.regionMatches(true, start, "basic", 0, 5);
		if (!bearer && !basic) {
			return Span.nothingUntil(start);
		}
		int word = start + (bearer ? 6 : 5);
		int from = afterSpaces(text, word);
		int end = from;
		while (end < text.length() && isToken68(text.charAt(end))) {
			end++;
		}
		int padded = end;
		while (padded < text.length() && text.charAt(padded) == '=') {
			padded++;
		}
		if (from == word || from == end || isParameter(text, end, padded)) {
			return Span.nothingUntil(word);
		}
		boolean credential = bearer ? !isProse(text, from, end) : looksLikeBase64(text, from, end, padded);
		return credential ? Span.of(from, padded) : Span.nothingUntil(word);
	}

	private static int afterSpaces(String text, int index) {
		int i = text.startsWith("%20", index) ? index + 3 : index;
		while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '+')) {
			i++;
		}
		return i;
	}

	// Tells realm="..." of a challenge from padding.
	private static boolean isParameter(String text, int end, int padded) {
		return padded == end + 1 && padded < text.length()
				&& (text.charAt(padded) == '"' || isToken68(text.charAt(padded)));
	}

	private static boolean isProse(String text, int from, int end) {
		return end - from < 16 && PROSE.contains(text.substring(from, end).toLowerCase(Locale.ROOT));
	}

	private static boolean looksLikeBase64(String text, int from, int end, int padded) {
		if ((padded - from) % 4 != 0) {
			return false;
		}
		return padded > end || text.substring(from + 1, end).chars().anyMatch((c) -> c < 'a' || c > 'z');
	}

	// Masks three parts or more: five are an encrypted token.
	private static Span jsonWebToken(String text, int start) {
		int dots = 0;
		int firstDot = start;
		int i = start;
		for (; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '.') {
				firstDot = (dots++ == 0) ? i : firstDot;
			}
			else if (!isBase64Url(c)) {
				break;
			}
		}
		return (dots >= 2) ? Span.of(start, i) : Span.nothingUntil((dots == 0) ? i : firstDot);
	}

	private static Span key(String text, int start) {
		for (String prefix : KEY_PREFIXES) {
			if (text.startsWith(prefix, start)) {
				int from = start + prefix.length();
				int end = from;
				boolean digit = false;
				while (end < text.length() && isBase64Url(text.charAt(end))) {
					digit |= SensitiveNames.isDigit(text.charAt(end++));
				}
				return (digit && end - from >= MIN_KEY_LENGTH) ? Span.of(from, end) : Span.nothingUntil(end);
			}
		}
		return Span.nothingUntil(start);
	}

	// Masks what is between the lines that begin and end a private key in PEM.
	static Span privateKey(String text, int start) {
		if (!text.startsWith("-----BEGIN ", start)) {
			return Span.nothingUntil(start);
		}
		int label = start + 11;
		int labelEnd = label;
		while (labelEnd < text.length() && isLabel(text.charAt(labelEnd))) {
			labelEnd++;
		}
		if (!text.startsWith("PRIVATE KEY-----", Math.max(label, labelEnd - 11))) {
			return Span.nothingUntil(labelEnd);
		}
		int from = labelEnd + 5;
		int end = text.indexOf("-----END ", from);
		return Span.of(from, (end < 0) ? text.length() : end);
	}

	private static boolean isLabel(char c) {
		return (c >= 'A' && c <= 'Z') || c == ' ';
	}

	private static boolean isBase64Url(char c) {
		return (c < 128 && SensitiveNames.isLetterOrDigit(c)) || c == '-' || c == '_';
	}

	private static boolean isToken68(char c) {
		return isBase64Url(c) || c == '.' || c == '~' || c == '+' || c == '/';
	}

}
