package dev.hardening.apikey;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an API key, without anything by which it could be used.
 *
 * @param id the id, which is no secret
 * @param name what its owner calls it
 * @param hint the beginning of the key, to tell it from others
 * @param roles the roles it has, without {@code ROLE_}
 * @param scopes the scopes it has; none means none
 * @param tier the tier of limits it has, or {@code null}
 * @param createdAt when it was issued, or {@code null} for one from the configuration
 * @param expiresAt from when on it is refused, or {@code null} for never
 * @param lastUsedAt when it was last used, to the minute, or {@code null}
 * @param disabledAt since when it is disabled, or {@code null}
 * @param revokedAt since when it is revoked for good, or {@code null}
 * @param replacedBy the id of the key to which it was rotated, or {@code null}
 */
public record ApiKey(String id, String name, String hint, Set<String> roles, Set<String> scopes, @Nullable String tier,
		@Nullable Instant createdAt, @Nullable Instant expiresAt, @Nullable Instant lastUsedAt,
		@Nullable Instant disabledAt, @Nullable Instant revokedAt, @Nullable String replacedBy) {

	/**
	 * Create the description of a key.
	 * @param id the id
	 * @param name what its owner calls it
	 * @param hint the beginning of the key
	 * @param roles the roles it has
	 * @param scopes the scopes it has
	 * @param tier the tier of limits
	 * @param createdAt when it was issued
	 * @param expiresAt from when on it is refused
	 * @param lastUsedAt when it was last used
	 * @param disabledAt since when it is disabled
	 * @param revokedAt since when it is revoked
	 * @param replacedBy the id of its successor
	 */
	public ApiKey {
		roles = Set.copyOf(roles);
		scopes = Set.copyOf(scopes);
	}

	/**
	 * Return what the key is good for at a moment.
	 * @param now the moment
	 * @return the status
	 */
	public Status status(Instant now) {
		if (this.revokedAt != null) {
			return Status.REVOKED;
		}
		if (this.expiresAt != null && !now.isBefore(this.expiresAt)) {
			return Status.EXPIRED;
		}
		return (this.disabledAt != null) ? Status.DISABLED : Status.ACTIVE;
	}

	ApiKey withLastUsedAt(Instant lastUsedAt) {
		return new ApiKey(this.id, this.name, this.hint, this.roles, this.scopes, this.tier, this.createdAt,
				this.expiresAt, lastUsedAt, this.disabledAt, this.revokedAt, this.replacedBy);
	}

	/**
	 * What a key is good for.
	 */
	public enum Status {

		/** It authenticates. */
		ACTIVE,

		/** It does not until it is enabled again. */
		DISABLED,

		/** Its time is over. */
		EXPIRED,

		/** It never will again. */
		REVOKED

	}

}
