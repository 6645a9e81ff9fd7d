package dev.hardening.jwt;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Issues, refreshes and revokes the tokens of this application.
 */
public interface JwtTokenService {

	/**
	 * Begin a session: issue an access token and a refresh token.
	 * @param subject whom they speak for; it must have been authenticated before
	 * @return the tokens
	 */
	IssuedTokens issue(JwtSubject subject);

	/**
	 * Exchange a refresh token for new tokens. Each is good once: one that comes a second
	 * time was stolen from somebody, so it ends the session, for the thief as well.
	 * @param refreshToken the refresh token as the client sent it
	 * @return the new tokens
	 * @throws InvalidBearerTokenException if the token is not good, which answers 401
	 * when nobody catches it
	 */
	IssuedTokens refresh(String refreshToken) throws InvalidBearerTokenException;

	/**
	 * End the session that a token belongs to, as a logout does: the token, all other
	 * access tokens of the session and its refresh token are refused from now on.
	 * @param token a token of this application that was verified
	 */
	void revoke(Jwt token);

	/**
	 * End the session that a token belongs to, as {@link #revoke(Jwt)} does. A token that
	 * is not good is ignored, as RFC 7009 demands.
	 * @param token an access token or a refresh token as the client sent it
	 */
	void revoke(String token);

	/**
	 * Revoke all tokens of a subject that were issued until now, as a change of password
	 * or a withdrawal of rights demands (OWASP ASVS 5.0 7.4.3). Tokens that are issued
	 * from now on are good.
	 * @param subject the name of the subject
	 */
	void revokeAll(String subject);

}
