package dev.hardening.jwt;

import java.util.Map;

import dev.hardening.environment.InvalidPropertyException;

import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Passes a token through the gate and hands it to the decoder of the issuer that it
 * names, which verifies that name with everything else. Whatever is wrong with a token is
 * a bad token and never an error of the application; only keys that cannot be fetched
 * are.
 */
class StrictJwtDecoder implements JwtDecoder {

	private final Map<String, JwtDecoder> issuers;

	StrictJwtDecoder(Map<String, JwtDecoder> issuers) {
		this.issuers = Map.copyOf(issuers);
	}

	static StrictJwtDecoder of(Map<String, JwtDecoder> issuers) {
		if (issuers.isEmpty()) {
			throw new InvalidPropertyException("hardening.jwt.enabled", true, "leaves nothing to verify tokens with",
					"Set hardening.jwt.secret, a key or an issuer, or leave it out.");
		}
		return new StrictJwtDecoder(issuers);
	}

	@Override
	public Jwt decode(String token) throws JwtException {
		String issuer = TokenGate.check(token).issuer();
		JwtDecoder decoder = (issuer != null) ? this.issuers.get(issuer) : null;
		if (decoder == null) {
			throw new BadJwtException("The token is of no issuer that is known here");
		}
		try {
			return decoder.decode(token);
		}
		catch (BadJwtException | TokenUnjudgedException ex) {
			throw ex;
		}
		catch (JwtException ex) {
			throw new BadJwtException("The token cannot be verified", ex);
		}
		catch (RuntimeException ex) {
			// A claim of a type that no validator expects.
			throw new BadJwtException("The token cannot be read", ex);
		}
	}

}
