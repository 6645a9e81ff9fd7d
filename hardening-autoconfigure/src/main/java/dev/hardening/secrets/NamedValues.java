package dev.hardening.secrets;

import dev.hardening.secrets.Redaction.Span;

/**
 * Where the value of a sensitive name begins and ends.
 */
final class NamedValues {

	private static final String[] SCHEMES = { "bearer", "basic", "digest" };

	private NamedValues() {
	}

	// Find the value.
	static Span find(String text, int start, boolean header, char separator) {
		int from = start;
		while (from < text.length() && isBeforeValue(text.charAt(from))) {
			from++;
		}
		if (from == text.length()) {
			return Span.nothingUntil(from);
		}
		int quote = (text.charAt(from) == '\\' && from + 1 < text.length()) ? from + 1 : from;
		if (isQuote(text.charAt(quote))) {
			return Span.of(quote + 1, closing(text, quote + 1, text.charAt(quote), quote > from));
		}
		if (text.charAt(from) == '[') {
			int end = text.indexOf(']', from);
			return Span.of(from + 1, (end < 0) ? text.length() : end);
		}
		return header ? Span.of(from, headerEnd(text, from, separator)) : plain(text, from);
	}

	private static boolean isBeforeValue(char c) {
		return c == ' ' || c == '\t' || c == '=' || c == ':' || c == '>';
	}

	private static boolean isQuote(char c) {
		return c == '"' || c == '\'' || c == '`';
	}

	// Finds the quote that closes, which is escaped where the opening one was.
	private static int closing(String text, int from, char quote, boolean escaped) {
		for (int i = from; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == quote) {
				return i;
			}
			if (c == '\\') {
				if (escaped && i + 1 < text.length() && text.charAt(i + 1) == quote) {
					return i;
				}
				i++;
			}
		}
		return text.length();
	}

	private static int headerEnd(String text, int from, char separator) {
		// Digest and others have quoted parameters; what follows a comma may be theirs.
		boolean list = (separator == '=');
		boolean quotes = text.regionMatches(true, from, "digest ", 0, 7);
		int i = from;
		for (; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '\n' || c == '\r' || (c == '"' && !quotes) || (c == '\\' && !quotes) || (list && endsElement(c))) {
				break;
			}
		}
		return i;
	}

	private static boolean endsElement(char c) {
		return c == ',' || c == '}' || c == ']' || c == '&';
	}

	private static Span plain(String text, int from) {
		int end = from;
		while (end < text.length() && !endsPlain(text.charAt(end))) {
			end++;
		}
		if (isWord(text, from, end, "null")) {
			return Span.nothingUntil(end);
		}
		for (String scheme : SCHEMES) {
			if (isWord(text, from, end, scheme)) {
				// The credential comes after it, and has its own shape.
				return Span.nothingUntil(from);
			}
		}
		return Span.of(from, end);
	}

	private static boolean isWord(String text, int from, int end, String word) {
		return end - from == word.length() && text.regionMatches(true, from, word, 0, word.length());
	}

	private static boolean endsPlain(char c) {
		return switch (c) {
			case ' ', '\t', '\n', '\r', ',', ';', '&', '(', ')', '[', ']', '{', '}', '<', '>', '"', '\'', '|', '\\' ->
				true;
			default -> false;
		};
	}

}
