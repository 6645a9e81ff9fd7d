package dev.hardening.jwt;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Refuses tokens that were revoked, by themselves or with their session.
 */
class RevocationValidator implements OAuth2TokenValidator<Jwt> {

	private static final OAuth2TokenValidatorResult REVOKED = OAuth2TokenValidatorResult
		.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The token is revoked", null));

	private final TokenRevocationStore store;

	RevocationValidator(TokenRevocationStore store) {
		this.store = store;
	}

	@Override
	public OAuth2TokenValidatorResult validate(Jwt token) {
		return (isRevoked(token.getId()) || isRevoked(token.getClaims().get(TokenTypes.SESSION))) ? REVOKED
				: OAuth2TokenValidatorResult.success();
	}

	private boolean isRevoked(@Nullable Object id) {
		return id instanceof String text && this.store.isRevoked(text);
	}

}
