package dev.hardening.signedurl;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

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
		String decoded = path.toLowerCase(Locale.ROOT).contains("%2f") ? null : PercentCoding.decode(path);
		return (decoded != null && isCanonical(decoded)) ? decoded : null;
	}

}
