package dev.hardening.hosts;

/**
 * What a client asked a proxy for.
 *
 * @param scheme http or https
 * @param host the host, an IPv6 address in brackets
 * @param port the port
 */
public record ForwardedTarget(String scheme, String host, int port) {

	/**
	 * Return whether the client asked over HTTPS.
	 * @return {@code true} if the scheme is https
	 */
	public boolean isSecure() {
		return "https".equals(this.scheme);
	}

	/**
	 * Return the standard port of a scheme.
	 * @param scheme http or https
	 * @return 443 or 80
	 */
	public static int standardPort(String scheme) {
		return "https".equals(scheme) ? 443 : 80;
	}

}
