package dev.hardening.apikey;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Collects when keys were last used. Only verified keys come here, so it grows with the
 * keys that exist and not with those that are tried.
 */
class LastUsed {

	private static final Duration PRECISION = Duration.ofSeconds(1);

	private final Map<String, Instant> pending = new ConcurrentHashMap<>();

	private final StaticApiKeys configured;

	LastUsed(StaticApiKeys configured) {
		this.configured = configured;
	}

	void touch(String id, Instant now) {
		Instant last = this.pending.get(id);
		if (last == null || last.plus(PRECISION).isBefore(now)) {
			this.pending.put(id, now);
		}
	}

	@Nullable Instant of(String id) {
		return this.pending.get(id);
	}

	// Write down what is new. What fails stays for the next time.
	void flush(ApiKeyStore store) {
		Map<String, Instant> batch = new HashMap<>(this.pending);
		batch.keySet().removeIf((id) -> this.configured.findById(id) != null);
		if (!batch.isEmpty()) {
			store.used(batch);
			batch.forEach(this.pending::remove);
		}
	}

}
