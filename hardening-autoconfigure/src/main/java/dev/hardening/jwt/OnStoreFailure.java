package dev.hardening.jwt;

/**
 * What becomes of an access token while nobody can tell whether it is revoked.
 */
public enum OnStoreFailure {

	/** It is refused for the time being: 503. */
	DENY,

	/**
	 * It is accepted until it expires, also after a sign-out. Signing in, refreshing and
	 * signing out do not work meanwhile.
	 */
	ALLOW

}
