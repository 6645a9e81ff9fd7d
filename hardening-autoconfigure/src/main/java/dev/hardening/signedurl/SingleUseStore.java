package dev.hardening.signedurl;

import java.time.Instant;

/**
 * Remembers which links for a single use were used. A bean of this type replaces the one
 * in memory, which knows only the links that were used on its own node.
 */
public interface SingleUseStore {

	/**
	 * Use a link up. Of several concurrent calls for one id only one succeeds.
	 * @param id the id of the link
	 * @param expiresAt until when it must be remembered
	 * @return {@code false} if it was used before, or cannot be remembered
	 */
	boolean use(String id, Instant expiresAt);

	/**
	 * Return whether a link was used.
	 * @param id the id of the link
	 * @return {@code true} if it was
	 */
	boolean isUsed(String id);

}
