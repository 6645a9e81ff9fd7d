package dev.hardening.apikey;

import java.time.Duration;
import java.util.regex.Pattern;

import dev.hardening.environment.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

/**
 * Checks the settings at start-up.
 */
final class ApiKeySettings {

	private static final String PREFIX = "hardening.api-keys.";

	private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");

	private static final Pattern KEY_PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,14}[a-z0-9]");

	private ApiKeySettings() {
	}

	static void check(ApiKeyProperties properties) {
		require(HEADER.matcher(properties.header()).matches(), "header", properties.header(),
				"is not the name of a header", "Use letters, digits and hyphens, for example X-API-Key.");
		// The bearer token of that header would be taken for a key.
		require(!properties.header().equalsIgnoreCase("Authorization"), "header", properties.header(),
				"belongs to other mechanisms", "Use a header of its own, for example X-API-Key.");
		require(KEY_PREFIX.matcher(properties.prefix()).matches(), "prefix", properties.prefix(),
				"is not a prefix that scanners find",
				"Use 2 to 16 lower-case letters, digits and underscores that begin with a letter, for example acme.");
		require(properties.cacheSize() > 0, "cache-size", properties.cacheSize(), "holds nothing",
				"Use 10000 or as many as there are keys in use.");
		requirePositive("cache-ttl", properties.cacheTtl());
		requirePositive("change-poll", properties.changePoll());
		requirePositive("last-used-interval", properties.lastUsedInterval());
		requirePositive("max-lifetime", properties.maxLifetime());
	}

	private static void requirePositive(String key, @Nullable Duration duration) {
		require(duration == null || duration.toMillis() > 0, key, duration, "is not a positive duration",
				"Use for example 5s, 1m or 90d.");
	}

	private static void require(boolean condition, String key, @Nullable Object value, String reason, String fix) {
		if (!condition) {
			throw new InvalidPropertyException(PREFIX + key, value, reason, fix);
		}
	}

}
