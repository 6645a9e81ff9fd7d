package dev.hardening.validation.uploads;

/**
 * What the name of an uploaded file may be. Some clients send a path, which hurts nobody
 * as a file is kept under another name; but a name is shown, so one that is made to
 * mislead whoever reads it is refused.
 */
final class FileNames {

	/** The longest name that usual file systems keep. */
	static final int LONGEST = 255;

	private FileNames() {
	}

	static boolean isPlain(String name) {
		return name.length() <= LONGEST && name.codePoints().noneMatch(FileNames::misleads);
	}

	private static boolean misleads(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				// Joiners are needed to write Persian and Indic scripts.
				codePoint != 0x200C && codePoint != 0x200D;
			default -> false;
		};
	}

}
