package dev.hardening.security;

import java.util.Set;

import dev.hardening.web.ClientRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tells from what a browser says about a request (Fetch Metadata, and {@code Origin} from
 * browsers that are older) whether a page of another site made it.
 */
public final class FetchMetadata {

	private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

	private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

	private static final String WEB_SOCKET = "websocket";

	private FetchMetadata() {
	}

	/**
	 * Return whether a request changes something and comes from a page of another origin.
	 * One of the same site is another origin too: a sibling may be somebody else's.
	 * @param request the request
	 * @return {@code true} if it does. What no browser sent does not.
	 */
	public static boolean isForeign(ClientRequest request) {
		// A handshake is a GET, is bound by no CORS and carries cookies.
		boolean opensSocket = WEB_SOCKET.equalsIgnoreCase(request.header("Sec-Fetch-Mode"))
				|| WEB_SOCKET.equalsIgnoreCase(request.header("Upgrade"));
		if (SAFE_METHODS.contains(request.method()) && !opensSocket) {
			return false;
		}
		String site = request.header("Sec-Fetch-Site");
		if (site != null) {
			return !OWN_SITES.contains(site);
		}
		String origin = request.header("Origin");
		return origin != null && !isOf(origin, request.header("Host"));
	}

	// By host and port: behind a proxy that ends TLS the scheme is not known for sure.
	private static boolean isOf(String origin, @Nullable String host) {
		int end = origin.indexOf("://");
		return end > 0 && origin.substring(end + 3).equalsIgnoreCase(host);
	}

}
