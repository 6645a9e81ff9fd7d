package dev.hardening.validation;

/**
 * Characters that text from outside must not hold: they forge log lines, reverse what a
 * reader sees, or make two names that look alike differ.
 */
final class CharacterRules {

	private CharacterRules() {
	}

	static boolean isUnsafe(int codePoint, boolean lineBreaks) {
		if (codePoint == '\n' || codePoint == '\t') {
			return !lineBreaks;
		}
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				true;
			case Character.FORMAT -> !isJoiner(codePoint);
			default -> false;
		};
	}

	// Needed to write Persian and Indic scripts and composed emoji.
	private static boolean isJoiner(int codePoint) {
		return codePoint == 0x200C || codePoint == 0x200D;
	}

	static boolean isNameCharacter(int codePoint) {
		return Character.isLetterOrDigit(codePoint) || Character.getType(codePoint) == Character.NON_SPACING_MARK
				|| Character.getType(codePoint) == Character.COMBINING_SPACING_MARK || codePoint == ' '
				|| codePoint == '.' || codePoint == '_' || codePoint == '-';
	}

}
