package dev.hardening.ratelimit;

import dev.hardening.web.ClientAddress;
import dev.hardening.web.ClientRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where a policy takes its keys from: what the text {@code ip}, {@code header:X-Tenant}
 * and so on was compiled to.
 *
 * @param kind the kind of its keys
 * @param needsIdentity whether the keys depend on who is authenticated
 * @param resolver finds the value, {@code null} where the request has none
 */
record KeySource(String kind, boolean needsIdentity, RateLimitKeyResolver resolver) {

	static final String CLIENT = "client";

	private static final RateLimitKey EVERYONE = new RateLimitKey(RateLimitKey.GLOBAL, "*");

	static final KeySource IP_SOURCE = new KeySource(RateLimitKey.IP, false, (request, identity) -> null);

	static final KeySource PRINCIPAL_SOURCE = new KeySource(RateLimitKey.PRINCIPAL, true,
			(request, identity) -> identity.principal());

	static final KeySource API_KEY_SOURCE = new KeySource(RateLimitKey.API_KEY, true,
			(request, identity) -> identity.apiKeyId());

	static final KeySource CLIENT_SOURCE = new KeySource(CLIENT, true, (request, identity) -> null);

	static final KeySource GLOBAL_SOURCE = new KeySource(RateLimitKey.GLOBAL, false, (request, identity) -> null);

	static KeySource ofHeader(String name) {
		return new KeySource(RateLimitKey.HEADER, false, (request, identity) -> request.header(name));
	}

	static KeySource ofBean(RateLimitKeyResolver resolver, boolean needsIdentity) {
		return new KeySource(RateLimitKey.BEAN, needsIdentity, resolver);
	}

	/**
	 * Find who is counted: the address where the request has nothing more particular, so
	 * that leaving something out never escapes the limit.
	 * @param request the request
	 * @param address the address of the client
	 * @param identity who sends the request
	 * @return the key
	 */
	RateLimitKey resolve(ClientRequest request, ClientAddress address, ClientIdentity identity) {
		if (this == GLOBAL_SOURCE) {
			return EVERYONE;
		}
		if (this == CLIENT_SOURCE) {
			return client(address, identity);
		}
		String value = (this != IP_SOURCE) ? this.resolver.resolve(request, identity) : null;
		return (value != null && !value.isEmpty()) ? new RateLimitKey(this.kind, value) : ofAddress(address);
	}

	// Behind an API key there may be somebody, whose keys then count together. By itself
	// its id is also the name, and must not be mistaken for a user of that name.
	private static RateLimitKey client(ClientAddress address, ClientIdentity identity) {
		String principal = identity.principal();
		String apiKey = identity.apiKeyId();
		if (principal != null && !principal.isEmpty() && !principal.equals(apiKey)) {
			return new RateLimitKey(RateLimitKey.PRINCIPAL, principal);
		}
		return (apiKey != null && !apiKey.isEmpty()) ? new RateLimitKey(RateLimitKey.API_KEY, apiKey)
				: ofAddress(address);
	}

	private static RateLimitKey ofAddress(ClientAddress address) {
		return new RateLimitKey(RateLimitKey.IP, address.group());
	}

	/**
	 * Read a key that a person or a program wrote: with its kind as in
	 * {@code principal:alice}, or without it, in which case it is of the kind that the
	 * policy counts.
	 * @param text the text
	 * @param ipv6Prefix the length of the prefix that counts as one client
	 * @return the key
	 */
	RateLimitKey parse(String text, int ipv6Prefix) {
		int colon = text.indexOf(':');
		String prefix = (colon > 0) ? text.substring(0, colon) : "";
		return switch (prefix) {
			case RateLimitKey.IP -> ofText(RateLimitKey.IP, text.substring(colon + 1), ipv6Prefix);
			case RateLimitKey.PRINCIPAL, RateLimitKey.API_KEY, RateLimitKey.HEADER, RateLimitKey.BEAN ->
				new RateLimitKey(prefix, text.substring(colon + 1));
			default -> ofText(this.kind, text, ipv6Prefix);
		};
	}

	private static RateLimitKey ofText(String kind, String text, int ipv6Prefix) {
		if (RateLimitKey.GLOBAL.equals(kind)) {
			return EVERYONE;
		}
		boolean maybeAddress = RateLimitKey.IP.equals(kind) || CLIENT.equals(kind);
		ClientAddress address = maybeAddress ? ClientAddress.parse(text, ipv6Prefix) : null;
		if (address != null) {
			return ofAddress(address);
		}
		return new RateLimitKey(CLIENT.equals(kind) ? RateLimitKey.PRINCIPAL : kind, text);
	}

	/**
	 * Return whether a client that has nothing more particular is meant.
	 * @return {@code true} if every key is an address
	 */
	boolean isAddress() {
		return this == IP_SOURCE;
	}

	static @Nullable KeySource ofName(String name) {
		return switch (name) {
			case RateLimitKey.IP -> IP_SOURCE;
			case RateLimitKey.PRINCIPAL -> PRINCIPAL_SOURCE;
			case RateLimitKey.API_KEY -> API_KEY_SOURCE;
			case CLIENT -> CLIENT_SOURCE;
			case RateLimitKey.GLOBAL -> GLOBAL_SOURCE;
			default -> null;
		};
	}

}
