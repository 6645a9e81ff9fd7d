package dev.hardening.jwt;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * What a token is known by.
 *
 * @param id the id of the token
 * @param session the id of its session, or {@code null} if it has none
 * @param subject whom it speaks for, or {@code null} if nobody
 * @param epoch the epoch of the subject that it carries, or {@code null} if none
 */
public record TokenReference(@Nullable String id, @Nullable String session, @Nullable String subject,
		@Nullable String epoch) {

	static TokenReference of(Jwt token) {
		return new TokenReference(text(token, JwtClaimNames.JTI), text(token, TokenTypes.SESSION),
				text(token, JwtClaimNames.SUB), text(token, TokenTypes.EPOCH));
	}

	private static @Nullable String text(Jwt token, String claim) {
		return (token.getClaims().get(claim) instanceof String text) ? text : null;
	}

}
