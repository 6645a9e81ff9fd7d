package dev.hardening.apikey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hash under which a key is kept. A plain SHA-256 is right for a value of 160 random
 * bits or more: there is nothing to guess that salt or slowness would protect.
 */
final class ApiKeyHash {

	private static final HexFormat HEX = HexFormat.of();

	private ApiKeyHash() {
	}

	static String of(String key) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
			return HEX.formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	static boolean isHash(String text) {
		return text.length() == 64 && text.chars().allMatch((c) -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
	}

	static boolean areEqual(String hash, String other) {
		return MessageDigest.isEqual(hash.getBytes(StandardCharsets.US_ASCII),
				other.getBytes(StandardCharsets.US_ASCII));
	}

}
