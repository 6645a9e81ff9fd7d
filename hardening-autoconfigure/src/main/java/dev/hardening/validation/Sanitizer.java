package dev.hardening.validation;

import java.text.Normalizer;

import org.jspecify.annotations.Nullable;

/**
 * Makes text from outside safe to keep and to show, where refusing it would be too
 * strict. Every method returns the normal form NFC, so that one name has one form, and
 * works in linear time.
 */
public class Sanitizer {

	private final HtmlPolicy html;

	/**
	 * Create a sanitizer.
	 * @param html how HTML is sanitised
	 */
	Sanitizer(HtmlPolicy html) {
		this.html = html;
	}

	/**
	 * Return text without control and invisible characters. Line breaks and tabs stay.
	 * @param text the text
	 * @param maxLength the most characters to keep
	 * @return the text that is left, without space at either end
	 */
	public String text(@Nullable String text, int maxLength) {
		return cut(keep(text, true), maxLength);
	}

	/**
	 * Return text as one line: like {@link #text}, with a space for each line break or
	 * tab.
	 * @param text the text
	 * @param maxLength the most characters to keep
	 * @return the line that is left, without space at either end
	 */
	public String line(@Nullable String text, int maxLength) {
		return cut(keep(text, true).replace('\n', ' ').replace('\t', ' '), maxLength);
	}

	/**
	 * Return a name that {@link SafeName} accepts, or an empty text when nothing of it is
	 * left: the last part of a path, without whatever is not a letter, a digit, a space,
	 * a dot, a dash or an underscore. The name of a device gets an underscore in front.
	 * @param name the name
	 * @param maxLength the most characters to keep
	 * @return the name that is left
	 */
	public String name(@Nullable String name, int maxLength) {
		String line = keep(name, false);
		String last = line.substring(Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1);
		StringBuilder kept = new StringBuilder(last.length());
		last.codePoints().filter(CharacterRules::isNameCharacter).forEach((codePoint) -> append(kept, codePoint));
		String trimmed = trimEdges(cut(trimEdges(kept.toString()), maxLength));
		return DeviceNames.contains(trimmed) ? trimEdges(cut("_" + trimmed, maxLength)) : trimmed;
	}

	private void append(StringBuilder kept, int codePoint) {
		boolean secondDot = codePoint == '.' && !kept.isEmpty() && kept.charAt(kept.length() - 1) == '.';
		if (!secondDot) {
			kept.appendCodePoint(codePoint);
		}
	}

	private String trimEdges(String name) {
		int start = 0;
		int end = name.length();
		while (start < end && isEdge(name.charAt(start))) {
			start++;
		}
		while (end > start && isEdge(name.charAt(end - 1))) {
			end--;
		}
		return name.substring(start, end);
	}

	private boolean isEdge(char character) {
		return character == '.' || character == ' ';
	}

	/**
	 * Return HTML with only formatting, blocks and links to http, https and mailto left,
	 * or all of it escaped where the OWASP Java HTML Sanitizer is not on the class path.
	 * @param html the markup
	 * @return markup that runs no script and loads nothing
	 */
	public String html(@Nullable String html) {
		return this.html.sanitize(keep(html, true));
	}

	private String keep(@Nullable String text, boolean lineBreaks) {
		if (text == null || text.isEmpty()) {
			return "";
		}
		StringBuilder kept = new StringBuilder(text.length());
		text.codePoints()
			.filter((codePoint) -> !CharacterRules.isUnsafe(codePoint, lineBreaks))
			.forEach(kept::appendCodePoint);
		return Normalizer.normalize(kept, Normalizer.Form.NFC);
	}

	private String cut(String text, int maxLength) {
		String stripped = text.strip();
		if (stripped.length() <= maxLength) {
			return stripped;
		}
		boolean splitsPair = maxLength > 0 && Character.isHighSurrogate(stripped.charAt(maxLength - 1));
		return stripped.substring(0, splitsPair ? maxLength - 1 : maxLength).strip();
	}

}
