package dev.hardening.benchmarks.micro;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

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
	public synchronized boolean replace(String id, Instant expiresAt, StoredApiKey successor) {
		StoredApiKey old = findById(id);
		ApiKey key = (old != null) ? old.key() : null;
		if (key == null || key.replacedBy() != null || key.disabledAt() != null || key.revokedAt() != null) {
			return false;
		}
		change(id, (known) -> with(known, expiresAt, known.disabledAt(), known.revokedAt(), successor.key().id()));
		insert(successor);
		return true;
	}

	@Override
	public synchronized void revoke(String id, Instant at) {
		change(id, (known) -> with(known, known.expiresAt(), known.disabledAt(),
				(known.revokedAt() != null) ? known.revokedAt() : at, known.replacedBy()));
	}

	@Override
	public synchronized void disable(String id, @Nullable Instant at) {
		change(id, (known) -> with(known, known.expiresAt(), at, known.revokedAt(), known.replacedBy()));
	}

	private void change(String id, UnaryOperator<ApiKey> change) {
		this.keys.replaceAll((hash, stored) -> stored.key().id().equals(id)
				? new StoredApiKey(hash, change.apply(stored.key())) : stored);
	}

	private static ApiKey with(ApiKey key, @Nullable Instant expiresAt, @Nullable Instant disabledAt,
			@Nullable Instant revokedAt, @Nullable String replacedBy) {
		return new ApiKey(key.id(), key.name(), key.hint(), key.roles(), key.scopes(), key.tier(), key.createdAt(),
				expiresAt, key.lastUsedAt(), disabledAt, revokedAt, replacedBy);
	}

	@Override
	public void used(Map<String, Instant> lastUsed) {
		// Nobody asks.
	}

}
