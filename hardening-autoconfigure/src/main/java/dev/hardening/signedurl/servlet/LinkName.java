package dev.hardening.signedurl.servlet;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of a link in logs and limits: a hash of its signature, since the link itself
 * is a credential.
 */
final class LinkName {

	private static final String PREFIX = "signed-url-";

	private static final int BYTES = 8;

	private LinkName() {
	}

	// The query of a valid link. The rest of it could be encoded in many ways, and one
	// link would have many names.
	static String of(String query) {
		String signature = "";
		for (String pair : query.split("&")) {
			String decoded = URLDecoder.decode(pair, StandardCharsets.UTF_8);
			if (decoded.startsWith("signature=")) {
				signature = decoded;
			}
		}
		return PREFIX + hash(signature);
	}

	private static String hash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
