package dev.hardening.audit;

/**
 * Where on its way a request meets a control, in the order of that way.
 */
public enum ExplainStage {

	/** The id and the log line, around everything else. */
	REQUEST("request"),

	/** What the firewall refuses. */
	FIREWALL("firewall"),

	/** Headers of the answer. */
	HEADERS("headers"),

	/** Which origins may ask. */
	CORS("cors"),

	/** Whether plain HTTP is answered. */
	HTTPS("https"),

	/** Locks of callers who failed to authenticate. */
	LOCKOUT("lockout"),

	/** Limits that need no identity. */
	ADDRESS_LIMITS("limits by address"),

	/** Bounds of the request itself. */
	REQUEST_LIMITS("request limits"),

	/** Time for the work. */
	DEADLINE("deadline"),

	/** Who the caller is. */
	AUTHENTICATION("authentication"),

	/** Limits that need an identity. */
	IDENTITY_LIMITS("limits by identity"),

	/** Whether the caller may. */
	AUTHORIZATION("authorization");

	private final String text;

	ExplainStage(String text) {
		this.text = text;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
