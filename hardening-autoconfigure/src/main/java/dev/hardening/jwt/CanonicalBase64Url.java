package dev.hardening.jwt;

import java.util.Arrays;

import org.springframework.security.oauth2.jwt.BadJwtException;

/**
 * Base64url without padding in its one canonical form (RFC 4648, 3.5): unused bits are
 * zero, so that no token can be written in two ways and pass for another that was revoked
 * or counted.
 */
final class CanonicalBase64Url {

	private static final byte[] VALUES = values();

	private CanonicalBase64Url() {
	}

	private static byte[] values() {
		byte[] values = new byte[128];
		Arrays.fill(values, (byte) -1);
		String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
		for (int i = 0; i < alphabet.length(); i++) {
			values[alphabet.charAt(i)] = (byte) i;
		}
		return values;
	}

	static void check(String text, int from, int to) {
		int last = 0;
		for (int i = from; i < to; i++) {
			last = value(text.charAt(i));
		}
		int unusedBits = switch ((to - from) % 4) {
			case 0 -> 0;
			case 2 -> 0b1111;
			case 3 -> 0b11;
			default -> throw new BadJwtException("The token is cut off");
		};
		if ((last & unusedBits) != 0) {
			throw new BadJwtException("The token is not canonical");
		}
	}

	private static int value(char character) {
		int value = (character < VALUES.length) ? VALUES[character] : -1;
		if (value < 0) {
			throw new BadJwtException("The token is not base64url");
		}
		return value;
	}

	static byte[] decode(String text, int from, int to) {
		check(text, from, to);
		byte[] bytes = new byte[(to - from) * 6 / 8];
		int buffer = 0;
		int bits = 0;
		int next = 0;
		for (int i = from; i < to; i++) {
			buffer = (buffer << 6) | VALUES[text.charAt(i)];
			bits += 6;
			if (bits >= 8) {
				bits -= 8;
				bytes[next++] = (byte) (buffer >> bits);
			}
		}
		return bytes;
	}

}
