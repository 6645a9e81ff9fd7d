package dev.hardening.lockout;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.hardening.ratelimit.RateLimitKey;
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
 * {@code 203.0.113.7|/api/auth/login}.
 */
@Endpoint(id = "lockout")
class LockoutEndpoint {

	private static final long NANOS_PER_SECOND = 1_000_000_000L;

	private final Lockouts lockouts;

	LockoutEndpoint(Lockouts lockouts) {
		this.lockouts = lockouts;
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
	Map<String, Object> state(@Selector String track, @Selector(match = Match.ALL_REMAINING) String key) {
		long nanos = this.lockouts.nanosLocked(find(track), new RateLimitKey("lockout", key));
		return Map.of("track", track, "locked", nanos > 0, "retry_after",
				(nanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
	}

	@DeleteOperation
	void unlock(@Selector String track, @Selector(match = Match.ALL_REMAINING) String key) {
		this.lockouts.unlock(find(track), new RateLimitKey("lockout", key));
	}

	private LockoutTrack find(String name) {
		LockoutTrack found = this.lockouts.find(name);
		if (found == null) {
			throw new ProblemException(Problem.of(ProblemType.NOT_FOUND, "No track has that name."));
		}
		return found;
	}

}
