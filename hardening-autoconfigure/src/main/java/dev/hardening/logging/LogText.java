package dev.hardening.logging;

/**
 * Text that may come from a client, made fit for a log: of bounded length, and without a
 * character that would start a forged line, steer a terminal, or reorder what is read.
 */
public final class LogText {

	private static final String HEX = "0123456789abcdef";

	private LogText() {
	}

	/**
	 * Encode line breaks and control characters in the manner of Java.
	 * @param text any text
	 * @return the text on one line; the same instance if there was nothing to encode
	 */
	public static String encode(String text) {
		return encode(text, false);
	}

	static String encode(String text, boolean keepLines) {
		for (int i = 0; i < text.length(); i++) {
			if (isUnsafe(text.charAt(i), keepLines)) {
				return encodeFrom(text, i, keepLines);
			}
		}
		return text;
	}

	/**
	 * Cut a text that is too long.
	 * @param text any text
	 * @param longest the number of characters that may remain
	 * @return the text, or its beginning and a note of how much is missing
	 */
	public static String bound(String text, int longest) {
		if (text.length() <= longest) {
			return text;
		}
		return text.substring(0, longest) + "... (" + (text.length() - longest) + " more)";
	}

	private static String encodeFrom(String text, int first, boolean keepLines) {
		StringBuilder encoded = new StringBuilder(text.length() + 16).append(text, 0, first);
		for (int i = first; i < text.length(); i++) {
			char ch = text.charAt(i);
			if (isUnsafe(ch, keepLines)) {
				escape(ch, encoded);
			}
			else {
				encoded.append(ch);
			}
		}
		return encoded.toString();
	}

	private static boolean isUnsafe(char ch, boolean keepLines) {
		if (ch < 0x7f) {
			return ch < ' ' && !(keepLines && (ch == '\n' || ch == '\t'));
		}
		return ch <= 0x9f || ch == '\u2028' || ch == '\u2029' || (ch >= '\u202a' && ch <= '\u202e')
				|| (ch >= '\u2066' && ch <= '\u2069');
	}

	private static void escape(char ch, StringBuilder encoded) {
		switch (ch) {
			case '\n' -> encoded.append("\\n");
			case '\r' -> encoded.append("\\r");
			case '\t' -> encoded.append("\\t");
			default -> encoded.append("\\u")
				.append(HEX.charAt(ch >> 12))
				.append(HEX.charAt((ch >> 8) & 0xf))
				.append(HEX.charAt((ch >> 4) & 0xf))
				.append(HEX.charAt(ch & 0xf));
		}
	}

}
