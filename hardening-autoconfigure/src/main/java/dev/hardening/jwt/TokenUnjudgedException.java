package dev.hardening.jwt;

import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Thrown when a token cannot be judged, which is no fault of the token.
 */
class TokenUnjudgedException extends JwtException {

	TokenUnjudgedException(String message, Throwable cause) {
		super(message, cause);
	}

}
