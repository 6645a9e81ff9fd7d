package dev.hardening.jwt;

import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Tells a token that is bad from one that cannot be judged because the issuer's keys are
 * out of reach.
 */
class RemoteKeysJwtDecoder implements JwtDecoder {

	private final JwtDecoder decoder;

	private final RemoteKeys keys;

	RemoteKeysJwtDecoder(JwtDecoder decoder, RemoteKeys keys) {
		this.decoder = decoder;
		this.keys = keys;
	}

	@Override
	public Jwt decode(String token) throws JwtException {
		try {
			return this.decoder.decode(token);
		}
		catch (JwtException ex) {
			boolean unreachable = ex.getCause() instanceof JWKSetUnavailableException
					|| (ex.getCause() instanceof RateLimitReachedException && !this.keys.isLoaded());
			if (unreachable) {
				throw new TokenUnjudgedException("The keys of the issuer cannot be fetched", ex);
			}
			throw ex;
		}
	}

}
