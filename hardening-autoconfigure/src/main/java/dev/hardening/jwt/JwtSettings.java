package dev.hardening.jwt;

import java.time.Duration;

import dev.hardening.environment.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What is configured, checked and with its defaults in place.
 *
 * @param issuer the name of this application
 * @param audience the audience of its tokens
 * @param accessTokenTtl how long an access token is good
 * @param refreshTokenTtl how long a refresh token is good
 * @param clockSkew tolerance for clocks
 */
record JwtSettings(String issuer, String audience, Duration accessTokenTtl, Duration refreshTokenTtl,
		Duration clockSkew) {

	private static final String PREFIX = "hardening.jwt.";

	private static final Duration WIDEST_SKEW = Duration.ofMinutes(5);

	static JwtSettings of(JwtProperties properties, @Nullable String applicationName) {
		String issuer = text(properties.issuer(), text(applicationName, "application"));
		Duration access = positive("access-token-ttl", properties.accessTokenTtl());
		Duration refresh = positive("refresh-token-ttl", properties.refreshTokenTtl());
		if (refresh.compareTo(access) <= 0) {
			throw new InvalidPropertyException(PREFIX + "refresh-token-ttl", refresh,
					"is not longer than the access token's", "Make it longer than " + PREFIX + "access-token-ttl.");
		}
		Duration skew = properties.clockSkew();
		if (skew.isNegative() || skew.compareTo(WIDEST_SKEW) > 0) {
			throw new InvalidPropertyException(PREFIX + "clock-skew", skew, "is not between 0s and 5m",
					"Keep the clocks in step and allow for some seconds.");
		}
		return new JwtSettings(issuer, text(properties.audience(), issuer), access, refresh, skew);
	}

	private static String text(@Nullable String value, String otherwise) {
		return (value != null && StringUtils.hasText(value)) ? value : otherwise;
	}

	private static Duration positive(String key, Duration value) {
		if (value.compareTo(Duration.ofSeconds(1)) < 0) {
			throw new InvalidPropertyException(PREFIX + key, value, "is shorter than a second",
					"Write a duration, for example 15m.");
		}
		return value;
	}

}
