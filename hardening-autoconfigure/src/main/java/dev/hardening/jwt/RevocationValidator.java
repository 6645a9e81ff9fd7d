package dev.hardening.jwt;

import dev.hardening.store.SharedStateException;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Refuses tokens that were revoked, by themselves, with their session or with all of
 * their subject. While the store does not answer, a token that is good otherwise is
 * refused for the time being, or accepted where that was chosen.
 */
class RevocationValidator implements OAuth2TokenValidator<Jwt> {

	private static final OAuth2TokenValidatorResult REVOKED = OAuth2TokenValidatorResult
		.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The token is revoked", null));

	private final TokenRevocationStore store;

	private final OnStoreFailure onFailure;

	RevocationValidator(TokenRevocationStore store, OnStoreFailure onFailure) {
		this.store = store;
		this.onFailure = onFailure;
	}

	@Override
	public OAuth2TokenValidatorResult validate(Jwt token) {
		try {
			return this.store.isRevoked(TokenReference.of(token)) ? REVOKED : OAuth2TokenValidatorResult.success();
		}
		catch (SharedStateException ex) {
			if (this.onFailure == OnStoreFailure.ALLOW) {
				return OAuth2TokenValidatorResult.success();
			}
			throw new TokenUnjudgedException("Whether the token is revoked cannot be told", ex);
		}
	}

}
