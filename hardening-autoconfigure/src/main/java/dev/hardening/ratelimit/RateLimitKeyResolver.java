package dev.hardening.ratelimit;

import dev.hardening.web.ClientRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds who is counted, for what the built-in keys do not cover. A bean of this type is
 * named in a policy as {@code key: bean:<name of the bean>}.
 */
@FunctionalInterface
public interface RateLimitKeyResolver {

	/**
	 * Find the key. Called on the way of every request that the policy matches, so it
	 * must be quick, and believe nothing that was not verified: whoever can choose the
	 * key freely has no limit.
	 * @param request the request
	 * @param identity who sends it; nobody unless {@link #needsIdentity()}
	 * @return the key, or {@code null} to count the client's address
	 */
	@Nullable String resolve(ClientRequest request, ClientIdentity identity);

	/**
	 * Return whether the key depends on who is authenticated, so that the policy is
	 * evaluated after authentication rather than before.
	 * @return {@code true} to be asked after authentication
	 */
	default boolean needsIdentity() {
		return false;
	}

}
