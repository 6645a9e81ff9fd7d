package dev.hardening.logging;

import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Writes one flat JSON object on one line: the same text as Boot's writer, without what
 * that keeps at hand to customize members, which every line would have to pay for.
 */
final class JsonLine {

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private final StringBuilder text = new StringBuilder(512).append('{');

	/**
	 * Write a member.
	 * @param name its name, which the line does not have yet
	 * @param value its value: a number, a boolean, or anything that is to be a string
	 * @return this line
	 */
	JsonLine member(String name, @Nullable Object value) {
		if (this.text.length() > 1) {
			this.text.append(',');
		}
		string(name);
		this.text.append(':');
		if (value == null || value instanceof Number || value instanceof Boolean) {
			this.text.append(value);
		}
		else {
			string(value.toString());
		}
		return this;
	}

	/**
	 * Write a member unless there is nothing to say.
	 * @param name its name
	 * @param value its value, or {@code null} to leave the member out
	 * @return this line
	 */
	JsonLine memberIfKnown(String name, @Nullable Object value) {
		return (value != null) ? member(name, value) : this;
	}

	/**
	 * End the line.
	 * @return the object and a line feed
	 */
	String end() {
		return this.text.append("}\n").toString();
	}

	private void string(String string) {
		this.text.append('"');
		int written = 0;
		for (int i = 0; i < string.length(); i++) {
			char c = string.charAt(i);
			if (c < ' ' || c == '"' || c == '\\' || (c >= 0x7f && c <= 0x9f)) {
				this.text.append(string, written, i);
				escape(c);
				written = i + 1;
			}
		}
		this.text.append(string, written, string.length()).append('"');
	}

	private void escape(char c) {
		switch (c) {
			case '"' -> this.text.append("\\\"");
			case '\\' -> this.text.append("\\\\");
			case '\b' -> this.text.append("\\b");
			case '\f' -> this.text.append("\\f");
			case '\n' -> this.text.append("\\n");
			case '\r' -> this.text.append("\\r");
			case '\t' -> this.text.append("\\t");
			default -> this.text.append("\\u").append(HEX.toHexDigits(c));
		}
	}

}
