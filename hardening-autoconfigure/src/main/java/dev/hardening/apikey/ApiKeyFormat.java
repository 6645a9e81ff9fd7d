package dev.hardening.apikey;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * The form of a key: {@code <prefix>_<environment>_<random>_<checksum>}. The prefix lets
 * scanners find leaked keys, the underscore lets a double click select the whole, and the
 * checksum (CRC-32 in base 62 of all that precedes its underscore) tells a mistyped or
 * invented key without asking a store.
 */
final class ApiKeyFormat {

	static final int LONGEST = 128;

	private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final int BASE = ALPHABET.length();

	// 30 * log2(62) = 178 bits.
	private static final int RANDOM_LENGTH = 30;

	// 27 * log2(62) = 160 bits.
	private static final int SHORTEST_RANDOM = 27;

	private static final int CHECKSUM_LENGTH = 6;

	private static final int HINT_LENGTH = 4;

	private final SecureRandom random = new SecureRandom();

	private final String start;

	private final String environment;

	ApiKeyFormat(String prefix, String environment) {
		this.start = prefix + "_";
		this.environment = environment;
	}

	String create() {
		String body = this.start + this.environment + "_" + random(RANDOM_LENGTH);
		return body + "_" + checksum(body);
	}

	String random(int length) {
		StringBuilder text = new StringBuilder(length);
		while (text.length() < length) {
			// Values beyond the last whole multiple of 62 would favour some characters.
			int value = this.random.nextInt(256);
			if (value < 256 / BASE * BASE) {
				text.append(ALPHABET.charAt(value % BASE));
			}
		}
		return text.toString();
	}

	// What may be shown of a key: enough to tell it apart, too little to guess it.
	String hint(String key) {
		int from = key.lastIndexOf('_', key.length() - CHECKSUM_LENGTH - 2) + 1;
		return key.substring(0, from + HINT_LENGTH);
	}

	boolean isWellFormed(String text) {
		int checksum = text.length() - CHECKSUM_LENGTH;
		if (text.length() > LONGEST || checksum < 1 || !text.startsWith(this.start)
				|| text.charAt(checksum - 1) != '_') {
			return false;
		}
		int random = text.lastIndexOf('_', checksum - 2) + 1;
		return checksum - 1 - random >= SHORTEST_RANDOM && random - 1 > this.start.length()
				&& isBase62(text, this.start.length(), random - 1) && isBase62(text, random, checksum - 1)
				&& checksum(text.substring(0, checksum - 1)).contentEquals(text.substring(checksum));
	}

	boolean occursIn(String text) {
		int from = text.indexOf(this.start);
		while (from >= 0) {
			int end = from;
			while (end < text.length() && end - from <= LONGEST && isWord(text.charAt(end))) {
				end++;
			}
			if (isWellFormed(text.substring(from, end))) {
				return true;
			}
			from = text.indexOf(this.start, from + 1);
		}
		return false;
	}

	static String checksum(String body) {
		CRC32 crc = new CRC32();
		crc.update(body.getBytes(StandardCharsets.UTF_8));
		long rest = crc.getValue();
		char[] digits = new char[CHECKSUM_LENGTH];
		for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
			digits[i] = ALPHABET.charAt((int) (rest % BASE));
			rest /= BASE;
		}
		return new String(digits);
	}

	private static boolean isBase62(String text, int from, int to) {
		for (int i = from; i < to; i++) {
			if (text.charAt(i) == '_' || !isWord(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isWord(char c) {
		return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
	}

}
