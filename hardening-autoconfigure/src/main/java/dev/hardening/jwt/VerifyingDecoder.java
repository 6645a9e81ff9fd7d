package dev.hardening.jwt;

import com.nimbusds.jose.JOSEException;

import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Verifies the signature of a token, and looks at its claims only when that is good. The
 * signature is a matter of Nimbus and the claims are one of Spring Security; what it
 * spares, beside {@code NimbusJwtDecoder}, is to parse again what the gate has parsed.
 */
final class VerifyingDecoder implements TokenDecoder {

	private final Signatures signatures;

	private final OAuth2TokenValidator<Jwt> validator;

	VerifyingDecoder(Signatures signatures, OAuth2TokenValidator<Jwt> validator) {
		this.signatures = signatures;
		this.validator = validator;
	}

	@Override
	public Jwt decode(GatedToken token) throws BadJwtException {
		if (!isSigned(token)) {
			throw new BadJwtException("The token is not signed by a key that is known here");
		}
		Jwt jwt = TokenClaims.read(token);
		OAuth2TokenValidatorResult result = this.validator.validate(jwt);
		if (result.hasErrors()) {
			throw new JwtValidationException("The claims of the token are not good", result.getErrors());
		}
		return jwt;
	}

	private boolean isSigned(GatedToken token) {
		try {
			return this.signatures.areGoodOn(token);
		}
		catch (JOSEException ex) {
			throw new BadJwtException("The token cannot be verified", ex);
		}
	}

}
