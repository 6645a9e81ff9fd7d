package dev.hardening.lockout;

import java.time.Duration;
import java.util.List;

import dev.hardening.lockout.LockoutProperties.KeyPart;
import dev.hardening.lockout.LockoutProperties.Track;

/**
 * The track that is there without configuration: failed logins, bearer tokens and API
 * keys of one address, wherever they are sent. Ten failures in five minutes are what UK
 * Cyber Essentials allows.
 */
final class DefaultTrack {

	static final Track TRACK = new Track(true, List.of("/**"), List.of(KeyPart.IP), 10, Duration.ofMinutes(5),
			List.of(Duration.ofMinutes(15)));

	private DefaultTrack() {
	}

}
