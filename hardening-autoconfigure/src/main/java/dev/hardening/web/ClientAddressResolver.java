package dev.hardening.web;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds the client behind trusted proxies. The hops are walked from the nearest to the
 * farthest and the first one that is not a trusted proxy is the client; everything
 * farther was written by the client and is not believed. A hop that is not an address
 * ends the walk at the last one that was.
 * <p>
 * See OWASP ASVS 5.0 4.1.3 and 15.3.4.
 */
public final class ClientAddressResolver {

	private static final ClientAddress UNKNOWN = unknown();

	private final List<AddressBlock> trustedProxies;

	private final String header;

	private final ForwardedHeader format;

	private final int ipv6Prefix;

	/**
	 * Create a resolver.
	 * @param trustedProxies the proxies whose word is believed; none if empty
	 * @param header the one header that those proxies set
	 * @param ipv6Prefix the length in bits of the prefix in which all IPv6 addresses are
	 * one client
	 */
	public ClientAddressResolver(List<AddressBlock> trustedProxies, String header, int ipv6Prefix) {
		this.trustedProxies = List.copyOf(trustedProxies);
		this.header = header;
		this.format = ForwardedHeader.of(header);
		this.ipv6Prefix = ipv6Prefix;
	}

	/**
	 * Find the client of a request.
	 * @param request the request
	 * @return the client's address
	 */
	public ClientAddress resolve(ClientRequest request) {
		return request.address(this);
	}

	/**
	 * Find the client of a request, which several controls ask for.
	 * @param request the request
	 * @return the client's address
	 */
	ClientAddress find(ClientRequest request) {
		ClientAddress client = peer(request);
		if (client == null) {
			// A Unix domain socket has no address; all its peers are one client.
			return UNKNOWN;
		}
		if (this.trustedProxies.isEmpty() || !isTrusted(client)) {
			return client;
		}
		return walk(client, this.format.hops(request.headers(this.header)));
	}

	private ClientAddress walk(ClientAddress peer, List<@Nullable String> hops) {
		ClientAddress client = peer;
		for (int i = hops.size() - 1; i >= 0; i--) {
			String hop = hops.get(i);
			ClientAddress address = (hop != null) ? parse(hop) : null;
			if (address == null) {
				return client;
			}
			client = address;
			if (!isTrusted(client)) {
				return client;
			}
		}
		return client;
	}

	/**
	 * Return whether the peer of a request is one of the trusted proxies, so that what it
	 * says of host and scheme is believed too.
	 * @param request the request
	 * @return {@code true} if the connection comes from a trusted proxy
	 */
	public boolean isFromTrustedProxy(ClientRequest request) {
		ClientAddress peer = this.trustedProxies.isEmpty() ? null : peer(request);
		return peer != null && isTrusted(peer);
	}

	private @Nullable ClientAddress peer(ClientRequest request) {
		String peer = request.peerAddress();
		// The server reports the zone of a link-local peer, which is no part of its
		// address.
		int zone = peer.indexOf('%');
		return parse((zone < 0) ? peer : peer.substring(0, zone));
	}

	private @Nullable ClientAddress parse(String text) {
		return ClientAddress.parse(text, this.ipv6Prefix);
	}

	private boolean isTrusted(ClientAddress address) {
		for (AddressBlock block : this.trustedProxies) {
			if (block.contains(address)) {
				return true;
			}
		}
		return false;
	}

	private static ClientAddress unknown() {
		ClientAddress address = ClientAddress.parse("0.0.0.0", 64);
		if (address == null) {
			throw new IllegalStateException("0.0.0.0 is an address");
		}
		return address;
	}

}
