package dev.hardening.ratelimit;

import java.util.List;

import dev.hardening.web.AddressBlock;
import dev.hardening.web.ClientAddress;
import dev.hardening.web.ClientAddressResolver;
import dev.hardening.web.ClientRequest;
import dev.hardening.web.ControlMode;
import org.jspecify.annotations.Nullable;

/**
 * Who a client is by its address: safe, blocked, or perhaps not the client at all but a
 * proxy that nobody declared.
 */
final class ClientAccess {

	private final ClientAddressResolver resolver;

	private final List<AddressBlock> safelist;

	private final List<AddressBlock> blocklist;

	private final ControlMode mode;

	private final UndeclaredProxies proxies;

	/**
	 * Create the access list.
	 * @param resolver finds the client
	 * @param safelist never limited
	 * @param blocklist always refused
	 * @param mode whether the blocklist refuses
	 * @param proxies notices proxies that nobody declared
	 */
	ClientAccess(ClientAddressResolver resolver, List<AddressBlock> safelist, List<AddressBlock> blocklist,
			ControlMode mode, UndeclaredProxies proxies) {
		this.resolver = resolver;
		this.safelist = List.copyOf(safelist);
		this.blocklist = List.copyOf(blocklist);
		this.mode = mode;
		this.proxies = proxies;
	}

	RateLimitExchange open(ClientRequest request) {
		ClientAddress address = this.resolver.resolve(request);
		return new RateLimitExchange(request, address, contains(this.safelist, address),
				this.proxies.mayHaveSent(request, address));
	}

	/**
	 * Return the peers that look like proxies and that nobody declared.
	 * @return some of their addresses
	 */
	List<String> undeclaredProxies() {
		return this.proxies.seen();
	}

	/**
	 * Return whether an address is blocked.
	 * @param exchange the request
	 * @return whether to refuse it or only to report, {@code null} when it is not blocked
	 */
	@Nullable ControlMode blocks(RateLimitExchange exchange) {
		boolean blocked = !exchange.isUnlimited() && contains(this.blocklist, exchange.address());
		return blocked ? this.mode : null;
	}

	private static boolean contains(List<AddressBlock> blocks, ClientAddress address) {
		for (AddressBlock block : blocks) {
			if (block.contains(address)) {
				return true;
			}
		}
		return false;
	}

}
