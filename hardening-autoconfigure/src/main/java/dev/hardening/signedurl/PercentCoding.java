package dev.hardening.signedurl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Undoes percent-encoding strictly (RFC 3986, 2.1): two hexadecimal digits behind each
 * percent sign and proper UTF-8, where the JDK's decoder takes {@code %+f} and puts the
 * same character for all that is malformed.
 */
final class PercentCoding {

	private PercentCoding() {
	}

	// Return the decoded text, or null when it is malformed.
	static @Nullable String decode(String text) {
		ByteBuffer bytes = ByteBuffer.allocate(text.length());
		for (int i = 0; i < text.length(); i++) {
			int c = text.charAt(i);
			if (c > 0x7f) {
				return null;
			}
			if (c == '%') {
				c = (i + 2 < text.length()) ? hex(text.charAt(i + 1)) * 16 + hex(text.charAt(i + 2)) : -1;
				i += 2;
				if (c < 0) {
					return null;
				}
			}
			bytes.put((byte) c);
		}
		return utf8(bytes.flip());
	}

	private static int hex(char c) {
		int value = (c <= 0x7f) ? Character.digit(c, 16) : -1;
		// Far enough below zero that no second digit brings it back.
		return (value >= 0) ? value : -0x1000;
	}

	private static @Nullable String utf8(ByteBuffer bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

}
