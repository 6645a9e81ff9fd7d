package dev.hardening.apikey;

import java.time.Instant;
import java.util.List;

import org.springframework.security.core.GrantedAuthority;

/**
 * A key that was looked up, with what it may do.
 */
record KnownKey(StoredApiKey stored, List<GrantedAuthority> authorities) {

	static KnownKey of(StoredApiKey stored) {
		return new KnownKey(stored, ApiKeyRights.authorities(stored.key()));
	}

	boolean isGood(String presentedHash, Instant now) {
		// A store that finds loosely, by a collation without case for example, finds
		// nothing.
		return ApiKeyHash.areEqual(this.stored.hash(), presentedHash)
				&& this.stored.key().status(now) == ApiKey.Status.ACTIVE;
	}

}
