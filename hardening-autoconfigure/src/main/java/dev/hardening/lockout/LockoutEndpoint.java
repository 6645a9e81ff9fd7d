package dev.hardening.lockout;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.hardening.ratelimit.RateLimitKey;
import dev.hardening.ratelimit.RateLimitStoreException;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;

/**
 * Shows the tracks, and shows and ends the lock of one key. A key is what the track
 * counts by, its parts joined by {@code |}, for example
 * {@code 203.0.113.7|/api/auth/login}; the slashes of its parts make it several segments
 * of the path.
 */
@Endpoint(id = "lockout")
class LockoutEndpoint {

	private static final long NANOS_PER_SECOND = 1_000_000_000L;

	private final Lockouts lockouts;

	private final int ipv6Prefix;

	LockoutEndpoint(Lockouts lockouts, int ipv6Prefix) {
		this.lockouts = lockouts;
		this.ipv6Prefix = ipv6Prefix;
	}

	@ReadOperation
	Map<String, Object> tracks() {
		Map<String, Object> tracks = new LinkedHashMap<>();
		for (String name : this.lockouts.names()) {
			LockoutTrack track = this.lockouts.find(name);
			if (track != null) {
				tracks.put(name,
						Map.of("failures", track.attempts().capacity(), "window",
								track.attempts().limits().get(0).period(), "lock",
								track.locks().stream().map((lock) -> lock.limits().get(0).period()).toList()));
			}
		}
		return Map.of("mode", this.lockouts.mode(), "tracks", tracks);
	}

	@ReadOperation
	Map<String, Object> state(@Selector String track, @Selector(match = Match.ALL_REMAINING) String... key) {
		LockoutTrack found = find(track);
		long nanos = this.lockouts.nanosLocked(found, parse(found, key));
		return Map.of("track", track, "locked", nanos > 0, "retry_after",
				(nanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
	}

	@DeleteOperation
	void unlock(@Selector String track, @Selector(match = Match.ALL_REMAINING) String... key) {
		LockoutTrack found = find(track);
		try {
			this.lockouts.unlock(found, parse(found, key));
		}
		catch (RateLimitStoreException ex) {
			throw new ProblemException(Problem
				.of(ProblemType.UNAVAILABLE,
						"The shared store does not answer; the lock may hold at other instances. Try again.")
				.withHeader("Retry-After", "5"));
		}
	}

	private RateLimitKey parse(LockoutTrack track, String[] key) {
		return track.parse(String.join("/", key), this.ipv6Prefix);
	}

	private LockoutTrack find(String name) {
		LockoutTrack found = this.lockouts.find(name);
		if (found == null) {
			throw new ProblemException(Problem.of(ProblemType.NOT_FOUND, "No track has that name."));
		}
		return found;
	}

}
