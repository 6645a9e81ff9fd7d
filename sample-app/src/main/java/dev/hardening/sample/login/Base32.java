package dev.hardening.sample.login;

import java.io.ByteArrayOutputStream;

/**
 * Base32 without padding (RFC 4648), the form in which authenticator applications take a
 * secret.
 */
final class Base32 {

	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	private Base32() {
	}

	static String encode(byte[] bytes) {
		StringBuilder text = new StringBuilder();
		int buffer = 0;
		int bits = 0;
		for (byte value : bytes) {
			buffer = buffer << 8 | value & 0xff;
			bits += 8;
			while (bits >= 5) {
				bits -= 5;
				text.append(ALPHABET.charAt(buffer >> bits & 31));
			}
		}
		if (bits > 0) {
			text.append(ALPHABET.charAt(buffer << (5 - bits) & 31));
		}
		return text.toString();
	}

	static byte[] decode(String text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		int buffer = 0;
		int bits = 0;
		for (char character : text.toCharArray()) {
			buffer = buffer << 5 | ALPHABET.indexOf(character);
			bits += 5;
			if (bits >= 8) {
				bits -= 8;
				bytes.write(buffer >> bits);
			}
		}
		return bytes.toByteArray();
	}

}
