package dev.hardening.jwt;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Verifies tokens that went through the gate.
 */
@FunctionalInterface
interface TokenDecoder {

	/**
	 * Verify a token.
	 * @param token the token
	 * @return the same, as it can be relied on
	 * @throws JwtException if it is not good
	 * @throws TokenUnjudgedException if that cannot be told at the moment
	 */
	Jwt decode(GatedToken token) throws JwtException;

}
