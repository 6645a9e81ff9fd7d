package dev.hardening.apikey;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The store of an application whose keys are all in its configuration.
 */
class NoApiKeyStore implements ApiKeyStore {

	@Override
	public @Nullable StoredApiKey find(String hash) {
		return null;
	}

	@Override
	public @Nullable StoredApiKey findById(String id) {
		return null;
	}

	@Override
	public List<ApiKey> findAll() {
		return List.of();
	}

	@Override
	public void insert(StoredApiKey key) {
		throw unsupported();
	}

	@Override
	public boolean replace(String id, Instant expiresAt, StoredApiKey successor) {
		throw unsupported();
	}

	@Override
	public void revoke(String id, Instant at) {
		throw unsupported();
	}

	@Override
	public void disable(String id, @Nullable Instant at) {
		throw unsupported();
	}

	@Override
	public void used(Map<String, Instant> lastUsed) {
	}

	private UnsupportedOperationException unsupported() {
		return new UnsupportedOperationException("There is no store to keep API keys in: "
				+ "set hardening.api-keys.store to jdbc, or declare a bean of type ApiKeyStore");
	}

}
