package dev.hardening.lockout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.lockout.LockoutProperties.KeyPart;
import dev.hardening.lockout.LockoutProperties.Track;
import dev.hardening.ratelimit.Limit;
import dev.hardening.ratelimit.OnStoreFailure;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitKey;
import dev.hardening.ratelimit.Refill;
import dev.hardening.web.ClientAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * A track, compiled: what matches it, and what the store counts for it. A lock is a quota
 * of one permit, taken when the lock begins, that comes back when it ends.
 */
final class LockoutTrack {

	/** For so long a client's earlier locks make its next one longer. */
	private static final Duration MEMORY = Duration.ofDays(1);

	private static final String NAMED = "user:";

	private final String name;

	private final List<PathPattern> paths;

	private final List<KeyPart> key;

	private final boolean namesEndpoints;

	private final Quota attempts;

	private final List<Quota> locks = new ArrayList<>();

	private final Quota history;

	LockoutTrack(String name, Track properties) {
		this.name = name;
		this.paths = paths(property("paths"), properties.paths());
		this.key = List.copyOf(properties.key());
		this.namesEndpoints = this.paths.stream().noneMatch((pattern) -> pattern.getPatternString().equals("/**"));
		if (properties.failures() < 1) {
			throw new InvalidPropertyException(property("failures"), properties.failures(), "would lock out everyone",
					"Use at least 1, for example 5.");
		}
		if (properties.lock().isEmpty() || this.key.isEmpty()) {
			throw new InvalidPropertyException(property(this.key.isEmpty() ? "key" : "lock"), "", "is empty",
					"Write at least one, or set %s to false.".formatted(property("enabled")));
		}
		this.attempts = quota("attempts", properties.failures(), property("window"), properties.window());
		for (int i = 0; i < properties.lock().size(); i++) {
			this.locks.add(quota("lock-" + i, 1, property("lock") + "[" + i + "]", properties.lock().get(i)));
		}
		this.history = quota("history", properties.lock().size(), property("lock"), MEMORY);
	}

	private String property(String name) {
		return "hardening.lockout.tracks.%s.%s".formatted(this.name, name);
	}

	private Quota quota(String what, long permits, String property, Duration period) {
		try {
			Limit limit = new Limit(permits, period, permits, Refill.INTERVAL);
			return new Quota("lockout-" + this.name, what, List.of(limit), OnStoreFailure.LOCAL);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(property, period, "cannot be counted: it " + ex.getMessage(),
					"Write a duration of at least 1ms, for example 15m.");
		}
	}

	private static List<PathPattern> paths(String property, List<String> patterns) {
		List<PathPattern> parsed = new ArrayList<>();
		for (int i = 0; i < patterns.size(); i++) {
			try {
				parsed.add(PathPatternParser.defaultInstance.parse(patterns.get(i)));
			}
			catch (PatternParseException ex) {
				throw new InvalidPropertyException("%s[%d]".formatted(property, i), patterns.get(i),
						"is not a path pattern: " + ex.getMessage(), "Write a pattern such as /api/auth/login.");
			}
		}
		return List.copyOf(parsed);
	}

	String name() {
		return this.name;
	}

	// Particular endpoints are taken for logins.
	boolean namesEndpoints() {
		return this.namesEndpoints;
	}

	boolean needsUsername() {
		return this.key.contains(KeyPart.USERNAME);
	}

	@Nullable PathPattern match(PathContainer path) {
		for (PathPattern pattern : this.paths) {
			if (pattern.matches(path)) {
				return pattern;
			}
		}
		return null;
	}

	// Without a user name a track by user name counts by address, so that leaving the
	// name
	// out is no way round it.
	RateLimitKey key(String address, PathPattern pattern, @Nullable String username) {
		if (this.key.size() == 1 && this.key.get(0) == KeyPart.IP) {
			return new RateLimitKey("lockout", address);
		}
		StringBuilder value = new StringBuilder();
		for (KeyPart part : this.key) {
			value.append(value.isEmpty() ? "" : "|");
			switch (part) {
				case IP -> value.append(address);
				case PATH -> value.append(pattern.getPatternString());
				case USERNAME -> value.append((username != null) ? NAMED + username.toLowerCase(Locale.ROOT) : address);
			}
		}
		return new RateLimitKey("lockout", value.toString());
	}

	/**
	 * Read a key that a person wrote.
	 * @param text its parts, joined as in {@link #key}
	 * @param ipv6Prefix the length of the prefix that counts as one client
	 * @return the key
	 */
	RateLimitKey parse(String text, int ipv6Prefix) {
		String[] parts = text.split("\\|", this.key.size());
		for (int i = 0; i < parts.length; i++) {
			parts[i] = parse(this.key.get(i), parts[i], ipv6Prefix);
		}
		return new RateLimitKey("lockout", String.join("|", parts));
	}

	private static String parse(KeyPart part, String text, int ipv6Prefix) {
		if (part == KeyPart.PATH) {
			return text.startsWith("/") ? text : "/" + text;
		}
		if (part == KeyPart.USERNAME && text.startsWith(NAMED)) {
			return text.toLowerCase(Locale.ROOT);
		}
		ClientAddress address = ClientAddress.parse(text, ipv6Prefix);
		if (address != null) {
			return address.group();
		}
		return (part == KeyPart.USERNAME) ? NAMED + text.toLowerCase(Locale.ROOT) : text;
	}

	Quota attempts() {
		return this.attempts;
	}

	List<Quota> locks() {
		return this.locks;
	}

	Quota history() {
		return this.history;
	}

}
