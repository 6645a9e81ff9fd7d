package dev.hardening.headers;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The headers of one profile, all decided and checked at start-up. What a handler has set
 * itself is left alone, so each header is on the answer exactly once.
 */
public final class SecurityHeaders {

	private static final String CACHE_CONTROL = "Cache-Control";

	private static final String NO_STORE = "no-store";

	private static final int NOT_MODIFIED = 304;

	private static final String[] PAGES = { "text/html", "application/xhtml+xml" };

	private final List<String> removed;

	private final SecurityHeader[] plain;

	private final SecurityHeader[] secure;

	private final @Nullable String cacheControl;

	private final CspHeader[] plainPolicies;

	private final CspHeader[] securePolicies;

	private final boolean nonce;

	SecurityHeaders(List<String> removed, List<SecurityHeader> plain, List<SecurityHeader> secure,
			@Nullable String cacheControl, List<CspHeader> plainPolicies, List<CspHeader> securePolicies) {
		this.removed = List.copyOf(removed);
		this.plain = plain.toArray(SecurityHeader[]::new);
		this.secure = secure.toArray(SecurityHeader[]::new);
		this.cacheControl = cacheControl;
		this.plainPolicies = plainPolicies.toArray(CspHeader[]::new);
		this.securePolicies = securePolicies.toArray(CspHeader[]::new);
		this.nonce = plainPolicies.stream().anyMatch(CspHeader::hasNonce);
	}

	/**
	 * Return whether pages of this profile need a nonce.
	 * @return {@code true} if the policy names a nonce
	 */
	public boolean hasNonce() {
		return this.nonce;
	}

	/**
	 * Write the headers.
	 * @param target the answer, at the last moment before it is sent
	 */
	public void write(HeaderTarget target) {
		for (int i = 0; i < this.removed.size(); i++) {
			target.remove(this.removed.get(i));
		}
		boolean https = target.isSecure();
		for (SecurityHeader header : https ? this.secure : this.plain) {
			if (!target.contains(header.name())) {
				target.add(header.name(), header.value());
			}
		}
		boolean page = this.nonce && isPage(target);
		for (CspHeader policy : https ? this.securePolicies : this.plainPolicies) {
			if (!target.contains(policy.name())) {
				target.add(policy.name(), page ? policy.value(target.nonce().generated()) : policy.value());
			}
		}
		writeCacheControl(target, page);
	}

	private void writeCacheControl(HeaderTarget target, boolean page) {
		if (page && target.nonce().isUsed()) {
			// From a cache, the nonce would be as good to an attacker as to the page.
			target.set(CACHE_CONTROL, NO_STORE);
			return;
		}
		String value = this.cacheControl;
		if (value != null && target.status() != NOT_MODIFIED && !target.contains(CACHE_CONTROL)
				&& !target.contains("Expires") && !target.contains("Pragma")) {
			target.set(CACHE_CONTROL, value);
		}
	}

	// What has no type yet may be an error whose page is rendered after this.
	private static boolean isPage(HeaderTarget target) {
		String type = target.contentType();
		if (type == null) {
			return target.status() < 300 || target.status() >= 400;
		}
		String lower = type.toLowerCase(Locale.ROOT);
		return lower.startsWith(PAGES[0]) || lower.startsWith(PAGES[1]);
	}

}
