package dev.hardening.jwt;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Remembers in the memory of this process. Sessions beyond the bound push out the one
 * that was used longest ago. Revocations are looked up on every request and live no
 * longer than an access token, so they have their own map without a lock.
 */
class InMemoryTokenRevocationStore implements TokenRevocationStore {

	private static final Log logger = LogFactory.getLog(InMemoryTokenRevocationStore.class);

	/** Ids of tokens and sessions have no blank. */
	private static final String SUBJECT = "subject ";

	private final Clock clock;

	private final int most;

	private final Map<String, Session> sessions;

	private final Map<String, Mark> marks = new ConcurrentHashMap<>();

	InMemoryTokenRevocationStore(Clock clock, int most) {
		this.clock = clock;
		this.most = most;
		this.sessions = new LinkedHashMap<>();
	}

	@Override
	public void begin(String session, String token, Instant until) {
		synchronized (this.sessions) {
			this.sessions.put(session, new Session(token, until));
			trim();
		}
	}

	@Override
	public boolean rotate(String session, String token, String next, Instant until) {
		synchronized (this.sessions) {
			Session known = this.sessions.get(session);
			if (known == null || !known.token().equals(token) || !known.until().isAfter(this.clock.instant())) {
				return false;
			}
			// Removed first, so that the map stays in the order of last use.
			this.sessions.remove(session);
			this.sessions.put(session, new Session(next, until));
			return true;
		}
	}

	@Override
	public void end(String session) {
		synchronized (this.sessions) {
			this.sessions.remove(session);
		}
	}

	// All sessions live equally long since their last use, so the eldest expires first.
	private void trim() {
		Instant now = this.clock.instant();
		Iterator<Session> eldest = this.sessions.values().iterator();
		while (eldest.hasNext()) {
			if (eldest.next().until().isAfter(now) && this.sessions.size() <= this.most) {
				return;
			}
			eldest.remove();
		}
	}

	@Override
	public void revoke(String id, Instant until) {
		mark(id, "", until);
	}

	@Override
	public void revokeAll(String subject, String epoch, Instant until) {
		mark(SUBJECT + subject, epoch, until);
	}

	private void mark(String id, String value, Instant until) {
		if (this.marks.size() >= this.most) {
			makeRoom();
		}
		this.marks.put(id, new Mark(value, until));
	}

	private void makeRoom() {
		Instant now = this.clock.instant();
		this.marks.values().removeIf((mark) -> !mark.until().isAfter(now));
		if (this.marks.size() >= this.most) {
			logger
				.error("More than %d tokens were revoked within their lifetime; the one that expires next is forgotten"
					.formatted(this.most));
			this.marks.entrySet()
				.stream()
				.min(Map.Entry.comparingByValue(Comparator.comparing(Mark::until)))
				.ifPresent((next) -> this.marks.remove(next.getKey(), next.getValue()));
		}
	}

	@Override
	public @Nullable String epoch(String subject) {
		Mark mark = find(SUBJECT + subject);
		return (mark != null) ? mark.value() : null;
	}

	@Override
	public boolean isRevoked(TokenReference token) {
		if (isMarked(token.id()) || isMarked(token.session())) {
			return true;
		}
		String epoch = (token.subject() != null) ? epoch(token.subject()) : null;
		return epoch != null && !epoch.equals(token.epoch());
	}

	private boolean isMarked(@Nullable String id) {
		return id != null && find(id) != null;
	}

	private @Nullable Mark find(String id) {
		Mark mark = this.marks.get(id);
		if (mark == null || mark.until().isAfter(this.clock.instant())) {
			return mark;
		}
		this.marks.remove(id, mark);
		return null;
	}

	private record Session(String token, Instant until) {

	}

	private record Mark(String value, Instant until) {

	}

}
