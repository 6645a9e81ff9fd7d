package dev.hardening.lockout;

/**
 * What kind of credential a request carries in its header fields.
 */
public enum PresentedCredential {

	/** None. */
	NONE,

	/**
	 * A token or key with more random bits than anyone can guess. A failed one counts
	 * when it has failed; nothing is taken before, or a client with many requests in
	 * flight would lock itself out with a credential that is right.
	 */
	TOKEN,

	/**
	 * A password, or what is not known to be a token. An attempt is taken before it is
	 * checked, so that guesses in parallel get no further than guesses in turn.
	 */
	PASSWORD

}
