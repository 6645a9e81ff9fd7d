package dev.hardening.secrets;

import dev.hardening.secrets.Redaction.Span;

/**
 * Payment card numbers: 13 to 19 digits, in groups or not, of a card brand's range and
 * with Luhn's check digit, so that few other numbers are taken for one.
 */
final class CardNumbers {

	private static final int MIN_DIGITS = 13;

	private static final int MAX_DIGITS = 19;

	private CardNumbers() {
	}

	static Span find(String text, int start) {
		// Luhn doubles every second digit from the right, so both sums are kept until
		// the number of digits is known.
		int[] sums = new int[2];
		int digits = 0;
		int end = start;
		for (int i = start; i < text.length() && digits < MAX_DIGITS; i++) {
			if (SensitiveNames.isDigit(text.charAt(i))) {
				int digit = text.charAt(i) - '0';
				sums[digits % 2] += (digit < 5) ? digit * 2 : digit * 2 - 9;
				sums[1 - digits % 2] += digit;
				digits++;
				if (digits >= MIN_DIGITS && sums[digits % 2] % 10 == 0 && endsNumber(text, i + 1)) {
					end = i + 1;
				}
			}
			else if (!joinsGroups(text, i)) {
				break;
			}
		}
		return (end > start && isOfBrand(text, start)) ? Span.of(start, end) : Span.nothingUntil(groupEnd(text, start));
	}

	private static boolean endsNumber(String text, int index) {
		return index == text.length() || !SensitiveNames.isLetterOrDigit(text.charAt(index));
	}

	private static boolean joinsGroups(String text, int index) {
		char c = text.charAt(index);
		return (c == ' ' || c == '-') && index + 1 < text.length() && SensitiveNames.isDigit(text.charAt(index + 1));
	}

	// Dates begin with 20, which no brand does.
	private static boolean isOfBrand(String text, int start) {
		return text.charAt(start) != '2' || text.startsWith("22", start)
				|| (text.charAt(start + 1) >= '3' && text.charAt(start + 1) <= '7');
	}

	private static int groupEnd(String text, int start) {
		int end = start;
		while (end < text.length() && SensitiveNames.isDigit(text.charAt(end))) {
			end++;
		}
		return end;
	}

}
