package dev.hardening.hosts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.web.ClientRequest;

/**
 * The hosts under which the application may be asked. A name that nobody checks ends up
 * in links of password mails and in caches.
 */
public final class AllowedHosts {

	private static final String KEY = "hardening.hosts.";

	private final Set<String> names = new HashSet<>();

	private final List<String> suffixes = new ArrayList<>();

	private final ExemptPaths exempt;

	/**
	 * Create the hosts.
	 * @param properties what the user configured
	 * @throws InvalidPropertyException if a name could never match
	 */
	public AllowedHosts(HostsProperties properties) {
		this.exempt = new ExemptPaths(properties.exemptPaths());
		for (int i = 0; i < properties.allowed().size(); i++) {
			add(KEY + "allowed[%d]".formatted(i), properties.allowed().get(i).strip());
		}
	}

	private void add(String key, String written) {
		boolean wildcard = written.startsWith("*.");
		HostName host = HostName.parse(wildcard ? written.substring(2) : written);
		if (host == null || host.port() >= 0) {
			throw new InvalidPropertyException(key, written, "is not the name of a host",
					"Write the name alone, without scheme, port or path: app.example.com, *.example.com or [::1].");
		}
		if (wildcard) {
			this.suffixes.add("." + host.name());
		}
		else {
			this.names.add(host.name());
		}
	}

	/**
	 * Return whether any host is allowed because none is named.
	 * @return {@code true} if nothing is refused
	 */
	public boolean allowsAny() {
		return this.names.isEmpty() && this.suffixes.isEmpty();
	}

	/**
	 * Return whether a request may be answered under a name.
	 * @param request the request
	 * @param serverName the host that the client asked for, with or without a port
	 * @return {@code true} if it may
	 */
	public boolean admits(ClientRequest request, String serverName) {
		return allowsAny() || isAllowed(serverName) || this.exempt.contains(request);
	}

	/**
	 * Return whether a host is allowed.
	 * @param serverName the host that the client asked for, with or without a port
	 * @return {@code true} if it is one of those configured
	 */
	boolean isAllowed(String serverName) {
		if (this.names.contains(serverName)) {
			return true;
		}
		HostName host = HostName.parse(serverName);
		if (host == null) {
			return false;
		}
		String name = host.name();
		return this.names.contains(name) || isBelowSuffix(name);
	}

	private boolean isBelowSuffix(String name) {
		for (String suffix : this.suffixes) {
			if (name.endsWith(suffix)) {
				return true;
			}
		}
		return false;
	}

}
