package dev.hardening.apikey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.hardening.secrets.Secret;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * The life of keys over a store. What changes a key forgets it in the cache after the
 * store has the change.
 */
class DefaultApiKeyService implements ApiKeyService {

	private static final String ID_PREFIX = "key_";

	private static final int ID_LENGTH = 16;

	private final ApiKeyStore store;

	private final StaticApiKeys configured;

	private final ApiKeyCache cache;

	private final LastUsed lastUsed;

	private final ApiKeyFormat format;

	private final ApiKeyPolicy policy;

	private final Clock clock;

	DefaultApiKeyService(ApiKeyStore store, StaticApiKeys configured, ApiKeyCache cache, LastUsed lastUsed,
			ApiKeyFormat format, ApiKeyPolicy policy, Clock clock) {
		this.store = store;
		this.configured = configured;
		this.cache = cache;
		this.lastUsed = lastUsed;
		this.format = format;
		this.policy = policy;
		this.clock = clock;
	}

	@Override
	public IssuedApiKey issue(NewApiKey wish) {
		this.policy.check(wish);
		Instant now = this.policy.truncate(this.clock.instant());
		String secret = this.format.create();
		ApiKey key = new ApiKey(newId(), wish.name(), this.format.hint(secret),
				ApiKeyRights.withoutPrefix(wish.roles()), wish.scopes(), wish.tier(), now,
				this.policy.expiresAt(wish.expiresIn(), now), null, null, null, null);
		this.store.insert(new StoredApiKey(ApiKeyHash.of(secret), key));
		return new IssuedApiKey(key.id(), Secret.of(secret), key.expiresAt());
	}

	@Override
	public IssuedApiKey rotate(String id, Duration overlap) {
		this.policy.checkOverlap(overlap);
		StoredApiKey old = stored(id);
		Instant now = this.policy.truncate(this.clock.instant());
		if (old.key().status(now) != ApiKey.Status.ACTIVE || old.key().replacedBy() != null) {
			throw notRotatable();
		}
		String secret = this.format.create();
		ApiKey key = successor(old.key(), this.format.hint(secret), now);
		Instant end = this.policy.earlier(now.plus(overlap), old.key().expiresAt());
		if (!this.store.replace(id, end, new StoredApiKey(ApiKeyHash.of(secret), key))) {
			throw notRotatable();
		}
		this.cache.forget(old.hash());
		return new IssuedApiKey(key.id(), Secret.of(secret), key.expiresAt());
	}

	private ApiKey successor(ApiKey old, String hint, Instant now) {
		return new ApiKey(newId(), old.name(), hint, old.roles(), old.scopes(), old.tier(), now,
				this.policy.expiresAt(this.policy.lifetime(old), now), null, null, null, null);
	}

	@Override
	public void revoke(String id) {
		StoredApiKey stored = stored(id);
		this.store.revoke(id, this.clock.instant());
		this.cache.forget(stored.hash());
	}

	@Override
	public void disable(String id) {
		StoredApiKey stored = stored(id);
		this.store.disable(id, this.clock.instant());
		this.cache.forget(stored.hash());
	}

	@Override
	public void enable(String id) {
		StoredApiKey stored = stored(id);
		this.store.disable(id, null);
		this.cache.forget(stored.hash());
	}

	@Override
	public @Nullable ApiKey find(String id) {
		ApiKey key = this.configured.findById(id);
		if (key == null) {
			StoredApiKey stored = this.store.findById(id);
			key = (stored != null) ? stored.key() : null;
		}
		return (key != null) ? withLastUse(key) : null;
	}

	@Override
	public List<ApiKey> list() {
		List<ApiKey> keys = new ArrayList<>(this.configured.all());
		keys.addAll(this.store.findAll());
		keys.replaceAll(this::withLastUse);
		return List.copyOf(keys);
	}

	private ApiKey withLastUse(ApiKey key) {
		Instant pending = this.lastUsed.of(key.id());
		return (pending != null) ? key.withLastUsedAt(pending) : key;
	}

	private StoredApiKey stored(String id) {
		if (this.configured.findById(id) != null) {
			throw conflict("This API key is part of the configuration and is changed there.");
		}
		StoredApiKey stored = this.store.findById(id);
		if (stored == null) {
			throw new ProblemException(Problem.of(ProblemType.NOT_FOUND, "There is no API key of this id."));
		}
		return stored;
	}

	private String newId() {
		return ID_PREFIX + this.format.random(ID_LENGTH);
	}

	private ProblemException notRotatable() {
		return conflict("Only an active API key that was not rotated before can be rotated.");
	}

	private ProblemException conflict(String detail) {
		return new ProblemException(Problem.of(ProblemType.CONFLICT, detail));
	}

}
