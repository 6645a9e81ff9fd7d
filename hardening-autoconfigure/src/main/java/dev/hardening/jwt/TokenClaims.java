package dev.hardening.jwt;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * Reads claims as Spring Security's own decoder does: times as instants, the audience as
 * a list, and a time of issue before the expiry where a token names none. Names of
 * issuers stay as they are written, since they are compared and not visited.
 */
final class TokenClaims {

	/**
	 * The end of the year 9999. What lies behind is not meant, and sums overflow there.
	 */
	private static final long LAST_SECOND = 253_402_300_799L;

	private TokenClaims() {
	}

	// A claim may be null in JSON, and is handed on as such.
	@SuppressWarnings("NullAway")
	static Jwt read(GatedToken token) throws BadJwtException {
		Map<String, @Nullable Object> claims = new LinkedHashMap<>(token.claims());
		Instant expires = time(claims, JwtClaimNames.EXP);
		Instant issued = time(claims, JwtClaimNames.IAT);
		time(claims, JwtClaimNames.NBF);
		if (claims.containsKey(JwtClaimNames.AUD)) {
			claims.put(JwtClaimNames.AUD, audience(claims.get(JwtClaimNames.AUD)));
		}
		if (issued == null && expires != null) {
			issued = expires.minusSeconds(1);
			claims.put(JwtClaimNames.IAT, issued);
		}
		return new Jwt(token.text(), issued, expires, token.header().members(), claims);
	}

	private static @Nullable Instant time(Map<String, @Nullable Object> claims, String name) {
		if (!(claims.get(name) instanceof Number number)) {
			return null;
		}
		long seconds = number.longValue();
		if (seconds > LAST_SECOND || seconds < -LAST_SECOND) {
			throw new BadJwtException("The token holds a time out of range");
		}
		Instant time = Instant.ofEpochSecond(seconds);
		claims.put(name, time);
		return time;
	}

	private static List<?> audience(@Nullable Object audience) {
		if (audience instanceof String text) {
			return List.of(text);
		}
		if (audience instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
			return list;
		}
		throw new BadJwtException("The token holds an audience of the wrong type");
	}

}
