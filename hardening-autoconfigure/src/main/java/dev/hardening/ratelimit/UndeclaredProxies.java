package dev.hardening.ratelimit;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.hardening.web.ClientAddress;
import dev.hardening.web.ClientAddressResolver;
import dev.hardening.web.ClientIpProperties;
import dev.hardening.web.ClientRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Notices peers that send a forwarding header, as a proxy does, and that nobody declared
 * as one. Only peers on private addresses count: everyone else may send what they like.
 */
final class UndeclaredProxies {

	private static final Log logger = LogFactory.getLog(UndeclaredProxies.class);

	/** Enough to see what is wrong, and nobody makes it grow by more addresses. */
	static final int MOST = 10;

	private final ClientAddressResolver resolver;

	private final String header;

	private final @Nullable List<String> declared;

	private final ConcurrentSkipListSet<String> seen = new ConcurrentSkipListSet<>();

	private volatile boolean full;

	private final AtomicBoolean warned = new AtomicBoolean();

	UndeclaredProxies(ClientAddressResolver resolver, ClientIpProperties properties) {
		this.resolver = resolver;
		this.header = properties.header();
		this.declared = properties.trustedProxies();
	}

	/**
	 * Look at a request.
	 * @param request the request
	 * @param client its client as it was resolved
	 * @return {@code true} if its address may stand for many clients, because nobody has
	 * said which proxies there are
	 */
	boolean mayHaveSent(ClientRequest request, ClientAddress client) {
		List<String> proxies = this.declared;
		// An empty list says that there is none.
		boolean ignored = proxies != null && (proxies.isEmpty() || this.full);
		if (ignored || !client.isPrivate() || !isForwarded(request) || this.resolver.isFromTrustedProxy(request)) {
			return false;
		}
		if (!this.full) {
			add(client.text());
		}
		if (proxies == null && this.warned.compareAndSet(false, true)) {
			warn(client);
		}
		return proxies == null;
	}

	private boolean isForwarded(ClientRequest request) {
		return request.header(this.header) != null || request.header("X-Forwarded-For") != null
				|| request.header("Forwarded") != null;
	}

	private synchronized void add(String peer) {
		if (this.seen.size() < MOST) {
			this.seen.add(peer);
		}
		this.full = this.seen.size() >= MOST;
	}

	private static void warn(ClientAddress peer) {
		logger.warn(("A peer on the private address %s sends a forwarding header, as a load balancer does, and "
				+ "hardening.client-ip.trusted-proxies is not set. Until it is, all clients behind that peer would "
				+ "share one limit, so the policy 'api' only reports for it. If it is your proxy, set "
				+ "hardening.client-ip.trusted-proxies: [\"%s\"], else set it to an empty list.")
			.formatted(peer, peer));
	}

	/**
	 * Return which were seen.
	 * @return the addresses, ten at most
	 */
	List<String> seen() {
		return List.copyOf(this.seen);
	}

}
