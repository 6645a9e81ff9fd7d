package dev.hardening.signedurl;

import java.net.URI;
import java.net.URISyntaxException;

import dev.hardening.environment.InvalidPropertyException;

import org.springframework.util.StringUtils;

/**
 * What links begin with.
 */
final class BaseUrl {

	private BaseUrl() {
	}

	static String of(String configured, String contextPath) {
		String base = StringUtils.hasText(configured) ? configured.strip() : contextPath;
		String trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
		if (!trimmed.isEmpty() && !isBase(trimmed)) {
			throw new InvalidPropertyException("hardening.signed-urls.base-url", configured,
					"is neither an http or https URL without query and fragment nor a path",
					"Write for example https://files.example.com.");
		}
		return trimmed;
	}

	private static boolean isBase(String base) {
		try {
			URI uri = new URI(base);
			boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
			boolean located = (web && uri.getHost() != null && uri.getRawUserInfo() == null)
					|| (uri.getScheme() == null && uri.getRawAuthority() == null && base.startsWith("/"));
			return located && uri.getRawQuery() == null && uri.getRawFragment() == null;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

}
