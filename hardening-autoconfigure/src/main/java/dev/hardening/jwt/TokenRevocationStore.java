package dev.hardening.jwt;

import java.time.Instant;

/**
 * Remembers which sessions exist, with the one refresh token that is good in each, and
 * which tokens are revoked. An implementation is bounded and forgets what has expired; of
 * sessions it may forget more, since whoever is not known must sign in again.
 */
public interface TokenRevocationStore {

	/**
	 * Begin a session.
	 * @param session the id of the session
	 * @param token the id of its first refresh token
	 * @param until when the refresh token expires
	 */
	void begin(String session, String token, Instant until);

	/**
	 * Replace the refresh token of a session, atomically: of two callers with the same
	 * token one succeeds.
	 * @param session the id of the session
	 * @param token the id of the refresh token that was presented
	 * @param next the id of its successor
	 * @param until when the successor expires
	 * @return {@code true} if the session exists and the token was its present one
	 */
	boolean rotate(String session, String token, String next, Instant until);

	/**
	 * End a session. Nothing happens when there is none.
	 * @param session the id of the session
	 */
	void end(String session);

	/**
	 * Revoke a token, or all tokens of a session.
	 * @param id the id of the token or the session
	 * @param until when the last of them expires by itself
	 */
	void revoke(String id, Instant until);

	/**
	 * Return whether a token or a session is revoked.
	 * @param id the id of the token or the session
	 * @return {@code true} if it is
	 */
	boolean isRevoked(String id);

}
