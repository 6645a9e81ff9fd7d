package dev.hardening.apikey;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * What keys may be issued.
 */
class ApiKeyPolicy {

	private static final int LONGEST_NAME = 100;

	private static final int MOST_NAMES = 50;

	// Far enough for every purpose, near enough for every database.
	private static final Duration LONGEST = Duration.ofDays(100 * 365L);

	private final @Nullable Duration maxLifetime;

	ApiKeyPolicy(@Nullable Duration maxLifetime) {
		this.maxLifetime = maxLifetime;
	}

	void check(NewApiKey wish) {
		List<Map<String, String>> errors = new ArrayList<>();
		if (wish.name().isBlank() || wish.name().length() > LONGEST_NAME
				|| wish.name().chars().anyMatch(Character::isISOControl)) {
			errors.add(error("name", "must have 1 to %d characters and no control character".formatted(LONGEST_NAME)));
		}
		checkNames("roles", wish.roles(), errors);
		checkNames("scopes", wish.scopes(), errors);
		checkNames("tier", (wish.tier() != null) ? List.of(wish.tier()) : List.of(), errors);
		checkLifetime(wish.expiresIn(), errors);
		refuse(errors);
	}

	private void checkNames(String field, Collection<String> names, List<Map<String, String>> errors) {
		if (names.size() > MOST_NAMES || !names.stream().allMatch(ApiKeyRights::isName)) {
			errors.add(error(field, "must be at most %d names of 1 to 64 visible ASCII characters".formatted(MOST_NAMES)
					+ " without comma, quote or backslash"));
		}
	}

	private void checkLifetime(@Nullable Duration expiresIn, List<Map<String, String>> errors) {
		Duration longest = (this.maxLifetime != null) ? this.maxLifetime : LONGEST;
		if (expiresIn != null && (expiresIn.compareTo(Duration.ofSeconds(1)) < 0 || expiresIn.compareTo(longest) > 0)) {
			errors.add(error("expires_in", "must be from 1 second to %d seconds".formatted(longest.toSeconds())));
		}
	}

	void checkOverlap(Duration overlap) {
		if (overlap.isNegative() || overlap.compareTo(LONGEST) > 0) {
			refuse(List.of(error("overlap", "must not be negative, nor longer than a century")));
		}
	}

	private void refuse(List<Map<String, String>> errors) {
		if (!errors.isEmpty()) {
			throw new ProblemException(
					Problem.of(ProblemType.VALIDATION_FAILED, "This API key cannot be issued.").with("errors", errors));
		}
	}

	private Map<String, String> error(String field, String message) {
		return Map.of("field", field, "message", message);
	}

	// The end of a key: as wished, else as late as allowed.
	@Nullable Instant expiresAt(@Nullable Duration lifetime, Instant now) {
		Duration allowed = this.maxLifetime;
		if (lifetime == null || (allowed != null && allowed.compareTo(lifetime) < 0)) {
			return (allowed != null) ? now.plus(allowed) : null;
		}
		return now.plus(lifetime);
	}

	@Nullable Duration lifetime(ApiKey key) {
		return (key.createdAt() != null && key.expiresAt() != null) ? Duration.between(key.createdAt(), key.expiresAt())
				: null;
	}

	Instant earlier(Instant instant, @Nullable Instant other) {
		return (other != null && other.isBefore(instant)) ? other : instant;
	}

	// No database keeps nanoseconds; what is answered is what is kept.
	Instant truncate(Instant instant) {
		return instant.truncatedTo(ChronoUnit.MILLIS);
	}

}
