package dev.hardening.benchmarks.micro;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import dev.hardening.apikey.ApiKey;
import dev.hardening.apikey.ApiKeyStore;
import dev.hardening.apikey.StoredApiKey;
import org.jspecify.annotations.Nullable;

/**
 * A store that counts how often it is asked.
 */
public final class MemoryKeyStore implements ApiKeyStore {

	private final Map<String, StoredApiKey> keys = new ConcurrentHashMap<>();

	private final AtomicLong lookUps = new AtomicLong();

	/**
	 * Return how often a key was looked for.
	 * @return the number of look-ups
	 */
	public long lookUps() {
		return this.lookUps.get();
	}

	@Override
	public @Nullable StoredApiKey find(String hash) {
		this.lookUps.incrementAndGet();
		return this.keys.get(hash);
	}

	@Override
	public @Nullable StoredApiKey findById(String id) {
		return this.keys.values().stream().filter((stored) -> stored.key().id().equals(id)).findFirst().orElse(null);
	}

	@Override
	public List<ApiKey> findAll() {
		return this.keys.values().stream().map(StoredApiKey::key).toList();
	}

	@Override
	public void insert(StoredApiKey key) {
		this.keys.put(key.hash(), key);
	}

	@Override
	public boolean replace(String id, Instant expiresAt, StoredApiKey successor) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void revoke(String id, Instant at) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void disable(String id, @Nullable Instant at) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void used(Map<String, Instant> lastUsed) {
		// Nobody asks.
	}

}
