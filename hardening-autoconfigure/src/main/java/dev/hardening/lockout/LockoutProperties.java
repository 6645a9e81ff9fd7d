package dev.hardening.lockout;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.hardening.web.ControlMode;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Lockout after failed authentications.
 *
 * @param enabled Whether failed authentications lead to a lockout.
 * @param mode Whether a lockout is enforced or only reported.
 * @param tracks What is counted, by name. The track named authentication is always there
 * unless it is disabled.
 */
@ConfigurationProperties("hardening.lockout")
public record LockoutProperties(@DefaultValue("true") boolean enabled, @DefaultValue("enforce") ControlMode mode,
		@DefaultValue Map<String, Track> tracks) {

	/**
	 * What one track counts.
	 *
	 * @param enabled Whether the track counts.
	 * @param paths Path patterns of the requests that count.
	 * @param key What failures are counted by, any of ip, path and username together.
	 * @param failures Failed authentications within the window that lead to a lock.
	 * @param window Time within which failures add up.
	 * @param lock How long the first lock lasts, the second, and so on. The last one
	 * repeats.
	 */
	// @formatter:off
	public record Track(@DefaultValue("true") boolean enabled, @DefaultValue("/**") List<String> paths,
			@DefaultValue("ip") List<KeyPart> key, @DefaultValue("10") int failures,
			@DefaultValue("5m") Duration window, @DefaultValue("15m") List<Duration> lock) {

	}
	// @formatter:on

	/**
	 * What failures are counted by.
	 */
	public enum KeyPart {

		/** The client's address. */
		IP,

		/** The pattern of the track that the path matched. */
		PATH,

		/** The user name that was tried. */
		USERNAME

	}

}
