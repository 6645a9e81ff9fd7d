package dev.hardening.jwt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * Notices tokens from the future: their issuer's clock and the one of this machine
 * differ. Only tokens whose signature is good count, so that no stranger can make it look
 * so. Refuses nothing itself.
 */
final class ClockWatch {

	private final Clock clock;

	private final Duration tolerance;

	private final Map<String, Ahead> seen = new ConcurrentHashMap<>();

	ClockWatch(Clock clock, Duration tolerance) {
		this.clock = clock;
		this.tolerance = tolerance;
	}

	/**
	 * Watch the tokens of an issuer.
	 * @param issuer its configured name
	 * @return what is to see each of its tokens
	 */
	OAuth2TokenValidator<Jwt> of(String issuer) {
		return (token) -> {
			Duration ahead = ahead(token);
			if (ahead.compareTo(this.tolerance) > 0) {
				this.seen.merge(issuer, new Ahead(1, ahead), Ahead::and);
			}
			return OAuth2TokenValidatorResult.success();
		};
	}

	private Duration ahead(Jwt token) {
		Instant now = this.clock.instant();
		Object notBefore = token.getClaims().get(JwtClaimNames.NBF);
		return Duration.between(now, later(later(now, token.getClaims().get(JwtClaimNames.IAT)), notBefore));
	}

	private static Instant later(Instant one, @Nullable Object claim) {
		return (claim instanceof Instant other && other.isAfter(one)) ? other : one;
	}

	/**
	 * Return what was seen since the start.
	 * @return tokens from the future, by issuer
	 */
	Map<String, Ahead> seen() {
		return new TreeMap<>(this.seen);
	}

	/**
	 * Tokens from the future.
	 *
	 * @param tokens their number
	 * @param furthest by how much the worst was ahead
	 */
	record Ahead(long tokens, Duration furthest) {

		Ahead and(Ahead other) {
			return new Ahead(this.tokens + other.tokens,
					(this.furthest.compareTo(other.furthest) > 0) ? this.furthest : other.furthest);
		}

	}

}
