package dev.hardening.hosts;

import java.util.List;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.web.ClientRequest;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a request over plain HTTP.
 */
public final class HttpsPolicy {

	private final HttpsRedirect redirect;

	private final String port;

	private final ExemptPaths exempt;

	/**
	 * Create the policy.
	 * @param properties what the user configured
	 * @param exemptPaths the paths of probes, which ask without HTTPS
	 * @throws InvalidPropertyException if the port cannot be one
	 */
	public HttpsPolicy(HttpsProperties properties, List<String> exemptPaths) {
		if (properties.port() < 1 || properties.port() > 65535) {
			throw new InvalidPropertyException("hardening.https.port", properties.port(), "is not a port",
					"Write the port under which clients reach HTTPS, usually 443.");
		}
		this.redirect = properties.redirect();
		this.port = (properties.port() != 443) ? ":" + properties.port() : "";
		this.exempt = new ExemptPaths(exemptPaths);
	}

	/**
	 * Return whether a request over plain HTTP may pass.
	 * @param request the request
	 * @return {@code true} if neither redirected nor refused
	 */
	public boolean admits(ClientRequest request) {
		return this.redirect == HttpsRedirect.OFF || this.exempt.contains(request);
	}

	/**
	 * Return where a request that is not admitted should go.
	 * @param request the request
	 * @param serverName the host that the client asked for, which has been checked
	 * @param target the raw path and query
	 * @return the address, or {@code null} to refuse the request
	 */
	public @Nullable String location(ClientRequest request, String serverName, String target) {
		if (this.redirect != HttpsRedirect.ALL && !isNavigation(request)) {
			return null;
		}
		HostName host = HostName.parse(serverName);
		return (host != null) ? "https://" + host.literal() + this.port + target : null;
	}

	// Over plain HTTP most browsers send no Sec-Fetch-Mode, but all ask for HTML.
	private static boolean isNavigation(ClientRequest request) {
		boolean reads = "GET".equals(request.method()) || "HEAD".equals(request.method());
		String mode = request.header("Sec-Fetch-Mode");
		if (!reads || mode != null) {
			return reads && "navigate".equals(mode);
		}
		String accept = request.header("Accept");
		return accept != null && accept.contains("text/html");
	}

}
