package dev.hardening.hosts;

import java.util.List;
import java.util.Locale;

import dev.hardening.web.ClientAddressResolver;
import dev.hardening.web.ClientRequest;
import org.jspecify.annotations.Nullable;

/**
 * Believes what a trusted proxy says of scheme and host, and nobody else. Only the last
 * value counts, the one that the proxy at the other end of the connection wrote: those
 * before it may come from the client.
 */
public final class ForwardedTargetResolver {

	private static final String FORWARDED = "forwarded";

	private final ClientAddressResolver clients;

	private final boolean standard;

	/**
	 * Create a resolver.
	 * @param clients knows the trusted proxies
	 * @param header the header in which the proxies name the client; one family of
	 * headers is believed, as proxies leave the other as the client sent it
	 */
	public ForwardedTargetResolver(ClientAddressResolver clients, String header) {
		this.clients = clients;
		this.standard = FORWARDED.equals(header.toLowerCase(Locale.ROOT));
	}

	/**
	 * Find what the client asked for.
	 * @param request the request
	 * @param scheme the scheme of the connection from the proxy
	 * @return the target, or {@code null} when no trusted proxy says anything
	 */
	public @Nullable ForwardedTarget resolve(ClientRequest request, String scheme) {
		if (!this.clients.isFromTrustedProxy(request)) {
			return null;
		}
		String proto = scheme(this.standard ? parameter(request, "proto") : last(request, "X-Forwarded-Proto"));
		HostName host = host(this.standard ? parameter(request, "host") : last(request, "X-Forwarded-Host"));
		String port = this.standard ? null : last(request, "X-Forwarded-Port");
		if (proto == null && host == null && port == null) {
			return null;
		}
		return target((proto != null) ? proto : scheme, (host != null) ? host : host(request.header("Host")),
				(port != null) ? HostName.port(port) : -1);
	}

	private static @Nullable ForwardedTarget target(String scheme, @Nullable HostName host, int port) {
		if (host == null) {
			return null;
		}
		int written = (host.port() > 0) ? host.port() : port;
		return new ForwardedTarget(scheme, host.literal(),
				(written > 0) ? written : ForwardedTarget.standardPort(scheme));
	}

	private static @Nullable String scheme(@Nullable String proto) {
		if ("https".equalsIgnoreCase(proto) || "wss".equalsIgnoreCase(proto)) {
			return "https";
		}
		return ("http".equalsIgnoreCase(proto) || "ws".equalsIgnoreCase(proto)) ? "http" : null;
	}

	private static @Nullable HostName host(@Nullable String text) {
		return (text != null) ? HostName.parse(text) : null;
	}

	private static @Nullable String last(ClientRequest request, String name) {
		List<String> lines = request.headers(name);
		if (lines.isEmpty()) {
			return null;
		}
		String line = lines.get(lines.size() - 1);
		return line.substring(line.lastIndexOf(',') + 1).strip();
	}

	// RFC 7239: a comma or semicolon inside quotes ends nothing, but neither stands in a
	// scheme or host, so a value that has one is none anyway.
	private static @Nullable String parameter(ClientRequest request, String name) {
		String element = last(request, "Forwarded");
		if (element == null) {
			return null;
		}
		for (String pair : element.split(";")) {
			int equals = pair.indexOf('=');
			if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase(name)) {
				String value = pair.substring(equals + 1).strip();
				boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
				return quoted ? value.substring(1, value.length() - 1) : value;
			}
		}
		return null;
	}

}
