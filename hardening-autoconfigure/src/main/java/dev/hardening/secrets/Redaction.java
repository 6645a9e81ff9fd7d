package dev.hardening.secrets;

import org.jspecify.annotations.Nullable;

/**
 * One pass over one text. Only a few characters can begin something sensitive; at each of
 * them the shape is tried, and what was tried is not read again more than a bounded
 * number of times.
 */
final class Redaction {

	private static final byte SEPARATOR = 1;

	private static final byte PERCENT = 2;

	private static final byte DASH = 3;

	private static final byte DIGIT = 4;

	private static final byte WORD = 5;

	private static final byte[] TRIGGERS = triggers();

	private final String text;

	private final SensitiveNames names;

	private @Nullable StringBuilder masked;

	private int copied;

	Redaction(String text, SensitiveNames names) {
		this.text = text;
		this.names = names;
	}

	private static byte[] triggers() {
		byte[] triggers = new byte[128];
		triggers[':'] = SEPARATOR;
		triggers['='] = SEPARATOR;
		triggers['%'] = PERCENT;
		triggers['-'] = DASH;
		for (char c = '2'; c <= '6'; c++) {
			triggers[c] = DIGIT;
		}
		for (char c : CredentialShapes.FIRST_CHARACTERS) {
			triggers[c] = WORD;
		}
		return triggers;
	}

	String run() {
		int i = 0;
		while (i < this.text.length()) {
			char c = this.text.charAt(i);
			byte trigger = (c < 128) ? TRIGGERS[c] : 0;
			i = (trigger != 0) ? inspect(i, trigger) : i + 1;
		}
		return (this.masked != null) ? this.masked.append(this.text, this.copied, this.text.length()).toString()
				: this.text;
	}

	private int inspect(int at, byte trigger) {
		return switch (trigger) {
			case SEPARATOR -> this.text.startsWith("://", at) ? userInfo(at + 3) : value(at, at + 1);
			case PERCENT -> isEncodedSeparator(at) ? value(at, at + 3) : at + 1;
			case DASH -> mask(CredentialShapes.privateKey(this.text, at), at + 1);
			default -> beginsWord(at) ? word(at, trigger) : at + 1;
		};
	}

	private int word(int at, byte trigger) {
		return mask((trigger == DIGIT) ? CardNumbers.find(this.text, at) : CredentialShapes.token(this.text, at),
				at + 1);
	}

	private boolean beginsWord(int at) {
		return at == 0 || !SensitiveNames.isLetterOrDigit(this.text.charAt(at - 1));
	}

	private boolean isEncodedSeparator(int at) {
		return this.text.regionMatches(true, at, "%3D", 0, 3) || this.text.regionMatches(true, at, "%3A", 0, 3);
	}

	// Masks the password of scheme://user:password@host.
	private int userInfo(int start) {
		int colon = -1;
		int at = -1;
		int i = start;
		for (; i < this.text.length() && !endsAuthority(this.text.charAt(i)); i++) {
			char c = this.text.charAt(i);
			colon = (c == ':' && colon < 0) ? i : colon;
			at = (c == '@') ? i : at;
		}
		return (colon >= 0 && colon < at) ? mask(Span.of(colon + 1, at), start) : start;
	}

	private static boolean endsAuthority(char c) {
		return c <= ' ' || c == '/' || c == '?' || c == '#' || c == '"' || c == '\'' || c == '<' || c == '>'
				|| c == '\\';
	}

	// Masks the value after a separator if the name before it is sensitive.
	private int value(int separator, int start) {
		int nameEnd = separator;
		while (nameEnd > 0 && isAroundName(this.text.charAt(nameEnd - 1))) {
			nameEnd--;
		}
		if (nameEnd == 0 || !this.names.endIn(this.text, nameEnd)) {
			return start;
		}
		boolean header = this.names.endInHeader(this.text, nameEnd);
		return mask(NamedValues.find(this.text, start, header, this.text.charAt(separator)), start);
	}

	private static boolean isAroundName(char c) {
		return c == ' ' || c == '"' || c == '\'' || c == '\\';
	}

	// Replaces a span by the mask.
	private int mask(Span span, int next) {
		if (span.isEmpty()) {
			return Math.max(span.to(), next);
		}
		if (this.masked == null) {
			this.masked = new StringBuilder(this.text.length());
		}
		this.masked.append(this.text, this.copied, span.from()).append(RedactionPolicy.MASK);
		this.copied = span.to();
		return span.to();
	}

	/**
	 * What to mask; empty to mask nothing and go on at its end.
	 */
	record Span(int from, int to) {

		static Span of(int from, int to) {
			return new Span(from, to);
		}

		static Span nothingUntil(int index) {
			return new Span(index, index);
		}

		boolean isEmpty() {
			return this.to <= this.from;
		}

	}

}
