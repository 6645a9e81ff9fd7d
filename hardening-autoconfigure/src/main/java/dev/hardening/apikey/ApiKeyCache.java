package dev.hardening.apikey;

import java.time.Duration;
import java.util.Collection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a while which key a hash is of, and which hashes are of none. They are
 * kept apart, so that a flood of invented keys cannot push out the good ones.
 */
class ApiKeyCache {

	private final ApiKeyStore store;

	private final Cache<String, KnownKey> known;

	private final Cache<String, Boolean> unknown;

	ApiKeyCache(ApiKeyStore store, Duration ttl, int size, Ticker ticker) {
		this.store = store;
		this.known = Caffeine.newBuilder().maximumSize(size).expireAfterWrite(ttl).ticker(ticker).build();
		this.unknown = Caffeine.newBuilder().maximumSize(size).expireAfterWrite(ttl).ticker(ticker).build();
	}

	@SuppressWarnings("NullAway") // Caffeine keeps nothing when the loader finds nothing.
	@Nullable KnownKey find(String hash) {
		KnownKey found = this.known.getIfPresent(hash);
		if (found != null) {
			return found;
		}
		if (this.unknown.getIfPresent(hash) != null) {
			return null;
		}
		// One look-up however many requests wait for it. A change that is made meanwhile
		// waits in forget() until the look-up is done, and then removes what it found.
		return this.known.get(hash, this::load);
	}

	private @Nullable KnownKey load(String hash) {
		StoredApiKey stored = this.store.find(hash);
		if (stored == null) {
			this.unknown.put(hash, Boolean.TRUE);
			return null;
		}
		return KnownKey.of(stored);
	}

	void forget(String hash) {
		this.known.invalidate(hash);
		this.unknown.invalidate(hash);
	}

	void forgetAll(Collection<String> hashes) {
		this.known.invalidateAll(hashes);
	}

	void clear() {
		this.known.invalidateAll();
	}

	boolean isEmpty() {
		return this.known.asMap().isEmpty();
	}

}
