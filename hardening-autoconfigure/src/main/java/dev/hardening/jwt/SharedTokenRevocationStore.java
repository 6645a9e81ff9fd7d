package dev.hardening.jwt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import dev.hardening.store.SharedState;
import dev.hardening.store.StateSpace;
import org.jspecify.annotations.Nullable;

/**
 * Remembers in what all instances share. Whether a token is revoked is one question,
 * asked anew for each request: who signs out here is out everywhere, at once. Subjects
 * are digests there, as whoever can read the store need not know the names.
 */
class SharedTokenRevocationStore implements TokenRevocationStore {

	private static final StateSpace REVOKED = new StateSpace("revoked", 0);

	private static final String SUBJECT = "sub:";

	private static final String YES = "1";

	private final SharedState state;

	private final StateSpace sessions;

	private final String issuer;

	SharedTokenRevocationStore(SharedState state, int most, String issuer) {
		this.state = state;
		this.sessions = new StateSpace("session", most);
		this.issuer = issuer;
	}

	@Override
	public void begin(String session, String token, Instant until) {
		this.state.put(this.sessions, session, token, until);
	}

	@Override
	public boolean rotate(String session, String token, String next, Instant until) {
		return this.state.replace(this.sessions, session, token, next, until);
	}

	@Override
	public void end(String session) {
		this.state.remove(this.sessions, session);
	}

	@Override
	public void revoke(String id, Instant until) {
		this.state.put(REVOKED, id, YES, until);
	}

	@Override
	public void revokeAll(String subject, String epoch, Instant until) {
		this.state.put(REVOKED, digest(subject), epoch, until);
	}

	@Override
	public @Nullable String epoch(String subject) {
		String id = digest(subject);
		return this.state.find(REVOKED, List.of(id)).get(id);
	}

	@Override
	public boolean isRevoked(TokenReference token) {
		List<String> ids = new ArrayList<>(3);
		addTo(ids, token.id());
		addTo(ids, token.session());
		String subject = (token.subject() != null) ? digest(token.subject()) : null;
		addTo(ids, subject);
		for (Map.Entry<String, String> found : this.state.find(REVOKED, ids).entrySet()) {
			if (!found.getKey().equals(subject) || !found.getValue().equals(token.epoch())) {
				return true;
			}
		}
		return false;
	}

	private static void addTo(List<String> ids, @Nullable String id) {
		if (id != null) {
			ids.add(id);
		}
	}

	// Two applications may share a store and have users of one name.
	private String digest(String subject) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update((this.issuer + "\0").getBytes(StandardCharsets.UTF_8));
			byte[] hash = digest.digest(subject.getBytes(StandardCharsets.UTF_8));
			return SUBJECT + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
