package dev.hardening.jwt;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Remembers which sessions exist, with the one refresh token that is good in each, and
 * which tokens are revoked. An implementation is bounded and forgets what has expired; of
 * sessions it may forget more, since whoever is not known must sign in again.
 * <p>
 * One that cannot answer throws {@link dev.hardening.store.SharedStateException
 * SharedStateException}, which becomes 503 and never an answer that is guessed.
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
	 * Revoke all tokens of a subject that there are. Those that are issued from now on
	 * carry the epoch, so that no clock has to tell before from after.
	 * @param subject the subject
	 * @param epoch what the subject's tokens carry from now on
	 * @param until when the last of the revoked tokens expires by itself
	 */
	void revokeAll(String subject, String epoch, Instant until);

	/**
	 * Return what the tokens of a subject have to carry.
	 * @param subject the subject
	 * @return the epoch, or {@code null} when no token of the subject that has not
	 * expired was revoked with all others
	 */
	@Nullable String epoch(String subject);

	/**
	 * Return whether a token is revoked: by itself, with its session, or with all tokens
	 * of its subject.
	 * @param token the token
	 * @return {@code true} if it is
	 */
	boolean isRevoked(TokenReference token);

}
