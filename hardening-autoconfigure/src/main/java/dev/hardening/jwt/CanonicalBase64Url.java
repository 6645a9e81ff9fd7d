package dev.hardening.jwt;

import java.util.Arrays;

import org.springframework.security.oauth2.jwt.BadJwtException;

/**
 * Base64url without padding in its one canonical form (RFC 4648, 3.5): unused bits are
 * zero, so that no token can be written in two ways and pass for another that was revoked
 * or counted.
 */
final class CanonicalBase64Url {

	/** Values by character; what is none of the alphabet is negative, also combined. */
	private static final int[] VALUES = values();

	private CanonicalBase64Url() {
	}

	private static int[] values() {
		int[] values = new int[256];
		Arrays.fill(values, -1);
		String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
		for (int i = 0; i < alphabet.length(); i++) {
			values[alphabet.charAt(i)] = i;
		}
		return values;
	}

	private static int value(byte character) {
		return VALUES[character & 0xff];
	}

	static void check(byte[] text, int from, int to) {
		int all = 0;
		for (int i = from; i < to; i++) {
			all |= value(text[i]);
		}
		int rest = (to - from) % 4;
		checkRest(all, (rest > 0) ? value(text[to - 1]) : 0, rest);
	}

	private static void checkRest(int all, int last, int rest) {
		if (all < 0) {
			throw new BadJwtException("The token is not base64url");
		}
		int unusedBits = switch (rest) {
			case 0 -> 0;
			case 2 -> 0b1111;
			case 3 -> 0b11;
			default -> throw new BadJwtException("The token is cut off");
		};
		if ((last & unusedBits) != 0) {
			throw new BadJwtException("The token is not canonical");
		}
	}

	static byte[] decode(byte[] text, int from, int to) {
		byte[] bytes = new byte[(to - from) * 6 / 8];
		int rest = (to - from) % 4;
		int all = 0;
		int next = 0;
		for (int i = from; i < to - rest; i += 4) {
			int bits = value(text[i]) << 18 | value(text[i + 1]) << 12 | value(text[i + 2]) << 6 | value(text[i + 3]);
			all |= bits;
			bytes[next] = (byte) (bits >> 16);
			bytes[next + 1] = (byte) (bits >> 8);
			bytes[next + 2] = (byte) bits;
			next += 3;
		}
		int bits = 0;
		for (int i = to - rest; i < to; i++) {
			bits = bits << 6 | value(text[i]);
			all |= bits;
		}
		checkRest(all, bits, rest);
		if (rest == 3) {
			bytes[next++] = (byte) (bits >> 10);
			bytes[next] = (byte) (bits >> 2);
		}
		else if (rest == 2) {
			bytes[next] = (byte) (bits >> 4);
		}
		return bytes;
	}

}
