package dev.hardening.apikey;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Where issued keys are kept. A bean of this type replaces the starter's own. Look-ups
 * are cached by the caller; any exception that a method throws means that the store is
 * down, and a key that could be good is then refused with 503.
 */
public interface ApiKeyStore {

	/**
	 * Find a key by what a request presents.
	 * @param hash the hash of the presented key
	 * @return the key in whatever state, or {@code null} when there is none
	 */
	@Nullable StoredApiKey find(String hash);

	/**
	 * Find a key by its id.
	 * @param id the id
	 * @return the key in whatever state, or {@code null} when there is none
	 */
	@Nullable StoredApiKey findById(String id);

	/**
	 * Return all keys in whatever state, the newest first.
	 * @return the keys
	 */
	List<ApiKey> findAll();

	/**
	 * Add a key.
	 * @param key the key
	 */
	void insert(StoredApiKey key);

	/**
	 * Add the successor of a key and let the old one end, both or neither. Of several
	 * concurrent calls for one key only one succeeds.
	 * @param id the id of the old key
	 * @param expiresAt the new end of the old key
	 * @param successor the new key
	 * @return {@code false} if the old key has a successor or is disabled or revoked
	 */
	boolean replace(String id, Instant expiresAt, StoredApiKey successor);

	/**
	 * Revoke a key for good, whatever else happens to it at the same time.
	 * @param id the id
	 * @param at when
	 */
	void revoke(String id, Instant at);

	/**
	 * Disable a key, or enable it again.
	 * @param id the id
	 * @param at since when it is disabled, or {@code null} to enable it
	 */
	void disable(String id, @Nullable Instant at);

	/**
	 * Keep when keys were last used. Called now and then with many at once.
	 * @param lastUsed ids and times
	 */
	void used(Map<String, Instant> lastUsed);

	/**
	 * Return the hashes of the keys that were rotated, revoked, disabled or enabled of
	 * late, on whatever node. Asked every few seconds so that this node forgets them.
	 * @param window how far to look back at least
	 * @return the hashes; the default knows none, so that a change elsewhere is heard
	 * when the cached key expires
	 */
	default Collection<String> changedWithin(Duration window) {
		return List.of();
	}

}
