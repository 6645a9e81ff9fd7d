package dev.hardening.cors;

import java.net.URI;
import java.net.URISyntaxException;

import org.jspecify.annotations.Nullable;

/**
 * Knows what an origin looks like (RFC 6454, section 6.2).
 */
public final class Origin {

	private Origin() {
	}

	/**
	 * Return what is wrong with a configured origin.
	 * @param origin the origin
	 * @return the end of the sentence "the origin ...", or {@code null} when it is one
	 */
	static @Nullable String problemOf(String origin) {
		if (origin.equals("null")) {
			return "is what every sandboxed frame and local file calls itself";
		}
		if (origin.indexOf('*') >= 0) {
			return "has a wildcard and so trusts every name that someone else may register or take over";
		}
		URI uri = parse(origin);
		if (uri == null || uri.getHost() == null || uri.getScheme() == null) {
			return "is not an origin";
		}
		String rest = uri.getRawPath() + ((uri.getRawQuery() != null) ? "?" : "")
				+ ((uri.getRawFragment() != null) ? "#" : "");
		if (!rest.isEmpty() || uri.getRawUserInfo() != null) {
			return "has more than scheme, host and port, so no browser ever sends it";
		}
		boolean standardPort = (uri.getPort() == 443 && "https".equalsIgnoreCase(uri.getScheme()))
				|| (uri.getPort() == 80 && "http".equalsIgnoreCase(uri.getScheme()));
		return standardPort ? "names the standard port, which browsers leave out" : null;
	}

	/**
	 * Return whether an origin is the application itself under HTTPS: TLS ended at a
	 * proxy that did not say so.
	 * @param origin the origin that the browser sent
	 * @param scheme the scheme of the request
	 * @param host the name of the host as the browser asked for it
	 * @return {@code true} if only the scheme differs
	 */
	public static boolean isSameHostOverHttps(String origin, String scheme, @Nullable String host) {
		String prefix = "https://";
		return host != null && scheme.equals("http") && origin.length() == prefix.length() + host.length()
				&& origin.startsWith(prefix) && origin.regionMatches(true, prefix.length(), host, 0, host.length());
	}

	private static @Nullable URI parse(String text) {
		try {
			return new URI(text);
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

}
