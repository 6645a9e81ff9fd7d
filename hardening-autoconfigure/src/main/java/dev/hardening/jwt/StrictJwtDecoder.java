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

	private final Map<String, TokenDecoder> issuers;

	private final KnownHeaders known;

	private final TokenGate gate;

	StrictJwtDecoder(Map<String, TokenDecoder> issuers, KnownHeaders known) {
		this.issuers = Map.copyOf(issuers);
		this.known = known;
		this.gate = new TokenGate(known);
	}

	static StrictJwtDecoder of(Map<String, TokenDecoder> issuers) {
		if (issuers.isEmpty()) {
			throw new InvalidPropertyException("hardening.jwt.enabled", true, "leaves nothing to verify tokens with",
					"Set hardening.jwt.secret, a key or an issuer, or leave it out.");
		}
		return new StrictJwtDecoder(issuers, new KnownHeaders());
	}

	@Override
	public Jwt decode(String token) throws JwtException {
		GatedToken gated = this.gate.check(token);
		String issuer = gated.issuer();
		TokenDecoder decoder = (issuer != null) ? this.issuers.get(issuer) : null;
		if (decoder == null) {
			throw new BadJwtException("The token is of no issuer that is known here");
		}
		Jwt jwt = decode(decoder, gated);
		this.known.add(gated.header());
		return jwt;
	}

	private Jwt decode(TokenDecoder decoder, GatedToken token) {
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
