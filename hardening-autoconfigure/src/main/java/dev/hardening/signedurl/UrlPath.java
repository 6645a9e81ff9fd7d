package dev.hardening.signedurl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * A path has one decoded form, and it is what is signed, since it is what the router
 * matches. A path that parts of a system could read differently has none.
 */
final class UrlPath {

	private UrlPath() {
	}

	static boolean isCanonical(String path) {
		if (!path.startsWith("/") || path.contains("//")) {
			return false;
		}
		for (int i = 0; i < path.length(); i++) {
			char c = path.charAt(i);
			if (c == '%' || c == ';' || c == '\\' || Character.isISOControl(c)) {
				return false;
			}
		}
		return !(path + "/").contains("/./") && !(path + "/").contains("/../");
	}

	static String encode(String path) {
		return UriUtils.encode(path, StandardCharsets.UTF_8).replace("%2F", "/");
	}

	// Return the decoded form of a path as sent, or null when it has none.
	static @Nullable String decode(String path) {
		ByteBuffer bytes = ByteBuffer.allocate(path.length());
		for (int i = 0; i < path.length(); i++) {
			int c = path.charAt(i);
			if (c == '%') {
				c = (i + 2 < path.length()) ? hex(path.charAt(i + 1)) * 16 + hex(path.charAt(i + 2)) : -1;
				i += 2;
				if (c == '/') {
					return null;
				}
			}
			if (c < 0 || c > 0xff || (c > 0x7f && path.charAt(i) > 0x7f)) {
				return null;
			}
			bytes.put((byte) c);
		}
		String decoded = utf8(bytes.flip());
		return (decoded != null && isCanonical(decoded)) ? decoded : null;
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
