package dev.hardening.apikey;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A store that counts what it is asked, and can be down.
 */
class MemoryApiKeyStore implements ApiKeyStore {

	final Map<String, StoredApiKey> byHash = new LinkedHashMap<>();

	final Set<String> changed = new LinkedHashSet<>();

	int finds;

	int polls;

	boolean down;

	@Override
	public StoredApiKey find(String hash) {
		this.finds++;
		if (this.down) {
			throw new IllegalStateException("down");
		}
		return this.byHash.get(hash);
	}

	@Override
	public StoredApiKey findById(String id) {
		return this.byHash.values().stream().filter((key) -> key.key().id().equals(id)).findFirst().orElse(null);
	}

	@Override
	public List<ApiKey> findAll() {
		return this.byHash.values().stream().map(StoredApiKey::key).toList();
	}

	@Override
	public void insert(StoredApiKey key) {
		this.byHash.put(key.hash(), key);
	}

	@Override
	public boolean replace(String id, Instant expiresAt, StoredApiKey successor) {
		ApiKey key = findById(id).key();
		put(key, expiresAt, key.lastUsedAt(), key.disabledAt(), key.revokedAt(), successor.key().id());
		insert(successor);
		return true;
	}

	@Override
	public void revoke(String id, Instant at) {
		ApiKey key = findById(id).key();
		put(key, key.expiresAt(), key.lastUsedAt(), key.disabledAt(), at, key.replacedBy());
	}

	@Override
	public void disable(String id, Instant at) {
		ApiKey key = findById(id).key();
		put(key, key.expiresAt(), key.lastUsedAt(), at, key.revokedAt(), key.replacedBy());
	}

	@Override
	public void used(Map<String, Instant> lastUsed) {
		if (this.down) {
			throw new IllegalStateException("down");
		}
		lastUsed.forEach((id, at) -> {
			ApiKey key = findById(id).key();
			put(key, key.expiresAt(), at, key.disabledAt(), key.revokedAt(), key.replacedBy());
		});
	}

	@Override
	public Collection<String> changedWithin(Duration window) {
		this.polls++;
		return Set.copyOf(this.changed);
	}

	private void put(ApiKey key, Instant expiresAt, Instant lastUsedAt, Instant disabledAt, Instant revokedAt,
			String replacedBy) {
		String hash = findById(key.id()).hash();
		this.byHash.put(hash, new StoredApiKey(hash, new ApiKey(key.id(), key.name(), key.hint(), key.roles(),
				key.scopes(), key.tier(), key.createdAt(), expiresAt, lastUsedAt, disabledAt, revokedAt, replacedBy)));
	}

}
