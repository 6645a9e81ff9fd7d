package dev.hardening.signedurl;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers in memory. When it is full of links that have not expired it refuses further
 * ones: forgetting one would let it be used again.
 */
class InMemorySingleUseStore implements SingleUseStore {

	private final Map<String, Instant> used = new ConcurrentHashMap<>();

	private final int size;

	private final Clock clock;

	InMemorySingleUseStore(int size, Clock clock) {
		this.size = size;
		this.clock = clock;
	}

	@Override
	public synchronized boolean use(String id, Instant expiresAt) {
		if (this.used.size() >= this.size) {
			Instant now = this.clock.instant();
			this.used.values().removeIf((expiry) -> expiry.isBefore(now));
		}
		return this.used.size() < this.size && this.used.putIfAbsent(id, expiresAt) == null;
	}

	@Override
	public boolean isUsed(String id) {
		return this.used.containsKey(id);
	}

}
