package dev.hardening.ratelimit;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.hardening.web.AddressBlock;
import dev.hardening.web.ClientAddress;
import dev.hardening.web.ClientAddressResolver;
import dev.hardening.web.ClientRequest;
import dev.hardening.web.ControlMode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Who a client is by its address: safe, blocked, or perhaps not the client at all but a
 * proxy that nobody declared.
 */
final class ClientAccess {

	private static final Log logger = LogFactory.getLog(ClientAccess.class);

	private final ClientAddressResolver resolver;

	private final List<AddressBlock> safelist;

	private final List<AddressBlock> blocklist;

	private final ControlMode mode;

	private final @Nullable String undeclaredHeader;

	private final AtomicBoolean warned = new AtomicBoolean();

	/**
	 * Create the access list.
	 * @param resolver finds the client
	 * @param safelist never limited
	 * @param blocklist always refused
	 * @param mode whether the blocklist refuses
	 * @param undeclaredHeader the forwarding header that would be believed, had anyone
	 * said from whom; {@code null} when someone did
	 */
	ClientAccess(ClientAddressResolver resolver, List<AddressBlock> safelist, List<AddressBlock> blocklist,
			ControlMode mode, @Nullable String undeclaredHeader) {
		this.resolver = resolver;
		this.safelist = List.copyOf(safelist);
		this.blocklist = List.copyOf(blocklist);
		this.mode = mode;
		this.undeclaredHeader = undeclaredHeader;
	}

	RateLimitExchange open(ClientRequest request) {
		ClientAddress address = this.resolver.resolve(request);
		return new RateLimitExchange(request, address, contains(this.safelist, address),
				this.undeclaredHeader != null && isUndeclaredProxy(request, address));
	}

	private boolean isUndeclaredProxy(ClientRequest request, ClientAddress peer) {
		boolean undeclared = peer.isPrivate() && (isSent(request, this.undeclaredHeader)
				|| isSent(request, "X-Forwarded-For") || isSent(request, "Forwarded"));
		if (undeclared && this.warned.compareAndSet(false, true)) {
			logger.warn(("A peer on the private address %s sends a forwarding header, as a load balancer does, and "
					+ "hardening.client-ip.trusted-proxies is not set. Until it is, all clients behind that peer would "
					+ "share one limit, so the policy 'api' only reports for it. If it is your proxy, set "
					+ "hardening.client-ip.trusted-proxies: [\"%s\"], else set it to an empty list.")
				.formatted(peer, peer));
		}
		return undeclared;
	}

	/**
	 * Return whether a proxy that nobody declared has been seen.
	 * @return {@code true} if limits by address may count many clients as one
	 */
	boolean hasSeenUndeclaredProxy() {
		return this.warned.get();
	}

	private static boolean isSent(ClientRequest request, @Nullable String header) {
		return header != null && request.header(header) != null;
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
