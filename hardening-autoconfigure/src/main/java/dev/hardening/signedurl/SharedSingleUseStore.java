package dev.hardening.signedurl;

import java.time.Instant;
import java.util.List;

import dev.hardening.store.SharedState;
import dev.hardening.store.StateSpace;

/**
 * Remembers in what all instances share. A link cannot be used while that does not
 * answer.
 */
class SharedSingleUseStore implements SingleUseStore {

	private static final StateSpace LINKS = new StateSpace("used-link", 0);

	private final SharedState state;

	SharedSingleUseStore(SharedState state) {
		this.state = state;
	}

	@Override
	public boolean use(String id, Instant expiresAt) {
		return this.state.putIfAbsent(LINKS, id, "1", expiresAt);
	}

	@Override
	public boolean isUsed(String id) {
		return this.state.find(LINKS, List.of(id)).containsKey(id);
	}

}
