package dev.hardening.apikey;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.hardening.apikey.ApiKeyProperties.StaticKey;
import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.secrets.InvalidSecretException;
import dev.hardening.secrets.Secret;
import dev.hardening.secrets.SecretStrength;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The keys of the configuration. They need not have the form of issued ones, so that keys
 * that are already in the hands of clients can stay, but they must be as hard to guess.
 */
class StaticApiKeys {

	static final String KEYS = "hardening.api-keys.keys.";

	private final SecretStrength strength;

	private final Map<String, KnownKey> byHash = new LinkedHashMap<>();

	private final Map<String, ApiKey> byId = new LinkedHashMap<>();

	StaticApiKeys(Map<String, StaticKey> keys, SecretStrength strength) {
		this.strength = strength;
		keys.forEach(this::add);
	}

	private void add(String id, StaticKey key) {
		String property = KEYS + id;
		requireNames(property + ".roles", key.roles());
		requireNames(property + ".scopes", key.scopes());
		requireNames(property + ".tier", StringUtils.hasText(key.tier()) ? List.of(key.tier()) : List.of());
		List<String> hashes = hashes(property, key);
		for (int i = 0; i < hashes.size(); i++) {
			add(property, new StoredApiKey(hashes.get(i), describe((i == 0) ? id : id + "-" + (i + 1), key)));
		}
	}

	private void add(String property, StoredApiKey stored) {
		if (this.byHash.putIfAbsent(stored.hash(), KnownKey.of(stored)) != null) {
			throw new InvalidSecretException(property, "is the same key as another one",
					"Give every client a key of its own.");
		}
		if (this.byId.putIfAbsent(stored.key().id(), stored.key()) != null) {
			throw new InvalidSecretException(property, "has the id '%s' of another one".formatted(stored.key().id()),
					"Rename one of them.");
		}
	}

	private List<String> hashes(String property, StaticKey key) {
		if (key.hash() != null && key.value() != null) {
			throw new InvalidSecretException(property, "has both a hash and a value", "Leave one of them out.");
		}
		if (key.hash() != null) {
			return List.of(hash(property + ".hash", key.hash()));
		}
		if (key.value() == null) {
			throw new InvalidSecretException(property, "has neither a hash nor a value",
					"Set %s.hash to the SHA-256 hash of the key in hexadecimal.".formatted(property));
		}
		List<String> hashes = new ArrayList<>();
		for (String value : StringUtils.commaDelimitedListToStringArray(key.value().reveal())) {
			// An environment variable that is set to nothing declares no key.
			if (StringUtils.hasText(value)) {
				this.strength.require(property + ".value", Secret.of(value.strip()));
				hashes.add(ApiKeyHash.of(value.strip()));
			}
		}
		return hashes;
	}

	private String hash(String property, String hash) {
		String lower = hash.strip().toLowerCase(Locale.ROOT);
		if (!ApiKeyHash.isHash(lower)) {
			throw new InvalidSecretException(property, "is not a SHA-256 hash of 64 hexadecimal digits",
					"Make it for example by: printf %s \"$KEY\" | sha256sum");
		}
		return lower;
	}

	private void requireNames(String property, List<String> names) {
		for (String name : names) {
			if (!ApiKeyRights.isName(name)) {
				throw new InvalidPropertyException(property, name,
						"is not a name of 1 to 64 visible ASCII characters without comma, quote or backslash",
						"Shorten it or use other characters.");
			}
		}
	}

	private ApiKey describe(String id, StaticKey key) {
		return new ApiKey(id, id, "", ApiKeyRights.withoutPrefix(key.roles()), Set.copyOf(new HashSet<>(key.scopes())),
				StringUtils.hasText(key.tier()) ? key.tier() : null, null, key.expiresAt(), null, null, null, null);
	}

	@Nullable KnownKey find(String hash) {
		return this.byHash.get(hash);
	}

	@Nullable ApiKey findById(String id) {
		return this.byId.get(id);
	}

	Collection<ApiKey> all() {
		return this.byId.values();
	}

	boolean isEmpty() {
		return this.byHash.isEmpty();
	}

}
