package dev.hardening.lockout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.hardening.lockout.LockoutProperties.Track;
import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitKey;
import dev.hardening.ratelimit.RateLimitStore;
import dev.hardening.ratelimit.RateLimitStoreException;
import dev.hardening.web.ControlMode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Counts attempts before they are checked and gives back those that succeed, so that any
 * number of parallel guesses leads to no more checks than failures are allowed. The
 * attempt that took the last permit and failed begins the lock.
 * <p>
 * See OWASP ASVS 5.0 6.3.1.
 */
public final class Lockouts {

	private static final Log logger = LogFactory.getLog(Lockouts.class);

	private final Map<String, LockoutTrack> tracks = new LinkedHashMap<>();

	private final RateLimitStore store;

	private final ControlMode mode;

	private final List<LockoutListener> listeners;

	private final ThreadLocal<LockoutAttempt> current = new ThreadLocal<>();

	Lockouts(LockoutProperties properties, RateLimitStore store, List<LockoutListener> listeners) {
		Map<String, Track> configured = new LinkedHashMap<>(properties.tracks());
		configured.putIfAbsent("authentication", DefaultTrack.TRACK);
		configured.forEach((name, track) -> {
			if (track.enabled()) {
				this.tracks.put(name, new LockoutTrack(name, track));
			}
		});
		this.store = store;
		this.mode = properties.mode();
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * Begin an attempt.
	 * @param path the path of the request
	 * @param address what counts as one client
	 * @param credential what the request presents
	 * @param username the user name that is tried, or {@code null} if it is not known
	 * @return the attempt; nothing is counted for a request that is none
	 */
	public LockoutAttempt begin(PathContainer path, String address, PresentedCredential credential,
			@Nullable String username) {
		Map<LockoutTrack, PathPattern> matches = new LinkedHashMap<>();
		boolean endpoint = false;
		for (LockoutTrack track : this.tracks.values()) {
			PathPattern pattern = track.match(path);
			if (pattern != null) {
				matches.put(track, pattern);
				endpoint |= track.namesEndpoints();
			}
		}
		return new LockoutAttempt(this, (name) -> keys(matches, address, name), username,
				endpoint || credential != PresentedCredential.NONE,
				endpoint || credential == PresentedCredential.PASSWORD);
	}

	private static Map<LockoutTrack, RateLimitKey> keys(Map<LockoutTrack, PathPattern> matches, String address,
			@Nullable String username) {
		Map<LockoutTrack, RateLimitKey> keys = new LinkedHashMap<>();
		matches.forEach((track, pattern) -> keys.put(track, track.key(address, pattern, username)));
		return keys;
	}

	/**
	 * Let an attempt be the one of this thread, until it ends.
	 * @param attempt the attempt
	 */
	public void watch(LockoutAttempt attempt) {
		this.current.set(attempt);
	}

	/**
	 * Forget the attempt of this thread.
	 */
	public void forget() {
		this.current.remove();
	}

	/**
	 * Return the attempt of this thread.
	 * @return the attempt, or {@code null} outside of a request
	 */
	public @Nullable LockoutAttempt current() {
		return this.current.get();
	}

	// The time until all locks of these keys have ended, 0 if there is none.
	long nanosLocked(Map<LockoutTrack, RateLimitKey> keys) {
		long nanos = 0;
		for (Map.Entry<LockoutTrack, RateLimitKey> entry : keys.entrySet()) {
			for (Quota lock : entry.getKey().locks()) {
				ChargeResult result = this.store.peek(lock, entry.getValue());
				nanos = Math.max(nanos, (result != null) ? result.nanosToWait() : 0);
			}
		}
		return nanos;
	}

	List<ChargeResult> reserve(List<Charge> charges) {
		return this.store.charge(charges);
	}

	void giveBack(List<Charge> charges) {
		this.store.refund(charges);
	}

	void lock(LockoutTrack track, RateLimitKey key) {
		ChargeResult earlier = this.store.charge(List.of(new Charge(track.history(), key, 1, true))).get(0);
		int last = track.locks().size() - 1;
		int tier = earlier.isAdmitted() ? (int) (last - earlier.remaining()) : last;
		Quota lock = track.locks().get(Math.max(0, Math.min(last, tier)));
		this.store.charge(List.of(new Charge(lock, key, 1, true)));
		try {
			this.store.reset(track.attempts(), key);
		}
		catch (RateLimitStoreException ex) {
			// The lock holds where it could be made. The attempts come back by
			// themselves,
			// and the request has its answer: it must not fail for this.
			logger.debug("Attempts were not filled again", ex);
		}
		logger.warn("Locked out: track=%s for=%s mode=%s".formatted(track.name(), lock.limits().get(0).period(),
				this.mode));
		this.listeners.forEach((listener) -> listener.onLock(track.name(), this.mode));
	}

	ControlMode mode() {
		return this.mode;
	}

	List<String> names() {
		return List.copyOf(this.tracks.keySet());
	}

	@Nullable LockoutTrack find(String name) {
		return this.tracks.get(name);
	}

	long nanosLocked(LockoutTrack track, RateLimitKey key) {
		return nanosLocked(Map.of(track, key));
	}

	void unlock(LockoutTrack track, RateLimitKey key) {
		List<Quota> quotas = new ArrayList<>(track.locks());
		quotas.add(track.attempts());
		quotas.add(track.history());
		quotas.forEach((quota) -> this.store.reset(quota, key));
		logger.info("Unlocked: track=" + track.name());
	}

}
