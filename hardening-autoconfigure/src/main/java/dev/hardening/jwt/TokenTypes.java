package dev.hardening.jwt;

/**
 * The types and claims of the tokens that this application issues. Access and refresh
 * tokens differ in type, so that neither passes for the other.
 */
final class TokenTypes {

	/** An access token by RFC 9068. */
	static final String ACCESS = "at+jwt";

	static final String REFRESH = "rt+jwt";

	/** The session that a token belongs to. */
	static final String SESSION = "sid";

	/** What the tokens of a subject carry since all before were revoked. */
	static final String EPOCH = "epoch";

	/** Authorities as they are. */
	static final String ROLES = "roles";

	/** Scopes, separated by spaces. */
	static final String SCOPE = "scope";

	static final String CLIENT_ID = "client_id";

	private TokenTypes() {
	}

}
