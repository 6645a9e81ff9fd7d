package dev.hardening.lockout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.RateLimitKey;
import dev.hardening.web.ControlMode;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * One request that may try a credential. Used by one thread.
 */
public final class LockoutAttempt {

	private static final long NANOS_PER_SECOND = 1_000_000_000L;

	private final Lockouts lockouts;

	private final NamedKeys named;

	private final @Nullable String username;

	private @Nullable Map<LockoutTrack, RateLimitKey> keys;

	private boolean login;

	private boolean guessable;

	private final List<Charge> charges = new ArrayList<>();

	private List<ChargeResult> reserved = List.of();

	private @Nullable Boolean failed;

	LockoutAttempt(Lockouts lockouts, NamedKeys named, @Nullable String username, boolean login, boolean guessable) {
		this.lockouts = lockouts;
		this.named = named;
		this.username = username;
		this.login = login;
		this.guessable = guessable;
	}

	// Most requests try no credential and never ask.
	private Map<LockoutTrack, RateLimitKey> keys() {
		Map<LockoutTrack, RateLimitKey> keys = this.keys;
		if (keys == null) {
			keys = new LinkedHashMap<>(this.named.of(this.username));
			this.keys = keys;
		}
		return keys;
	}

	/**
	 * Take one of the allowed attempts, before the credential is checked.
	 * @return the refusal, or {@code null} if the credential may be checked
	 */
	public @Nullable Problem reserve() {
		if (!this.login || keys().isEmpty()) {
			return null;
		}
		if (!this.guessable) {
			long nanos = this.lockouts.nanosLocked(keys());
			return (nanos != 0) ? lockedOut(nanos) : null;
		}
		charge();
		boolean admitted = this.reserved.stream().allMatch(ChargeResult::isAdmitted);
		// Only now: a lock that begins fills the attempts again after it has begun, so
		// whoever
		// gets one of those sees the lock here.
		long locked = this.lockouts.nanosLocked(keys());
		if (admitted && locked == 0) {
			return null;
		}
		if (admitted) {
			this.lockouts.giveBack(this.charges);
		}
		return refuse(locked);
	}

	/**
	 * Take one of the attempts that a name has, in place of those of the address that
	 * stood in for it.
	 * @param username whose credential is about to be checked
	 * @return the refusal, or {@code null} if the credential may be checked
	 */
	@Nullable Problem reserveFor(String username) {
		Map<LockoutTrack, RateLimitKey> known = this.named.of(username);
		if (this.login && known.equals(keys())) {
			return null;
		}
		giveBack();
		keys().putAll(known);
		this.login = true;
		this.guessable = true;
		return reserve();
	}

	private void charge() {
		keys().forEach((track, key) -> this.charges.add(new Charge(track.attempts(), key, 1, true)));
		this.reserved = this.lockouts.reserve(this.charges);
	}

	private Problem refuse(long locked) {
		long nanos = locked;
		for (ChargeResult result : this.reserved) {
			nanos = Math.max(nanos, result.isAdmitted() ? 0 : result.nanosToWait());
		}
		this.reserved = List.of();
		this.charges.clear();
		return lockedOut(nanos);
	}

	/**
	 * Return whether the request presents a credential or goes to an endpoint that takes
	 * one.
	 * @return {@code true} if its outcome counts
	 */
	public boolean isLogin() {
		return this.login;
	}

	/**
	 * Return whether a refusal is to be answered or only reported.
	 * @return the mode
	 */
	public ControlMode mode() {
		return this.lockouts.mode();
	}

	/**
	 * Tell how the check of the credential ended. The last word counts. What was taken is
	 * given back as soon as it is known to be right, not when the request ends: a handler
	 * may take its time.
	 * @param failed whether it was wrong
	 */
	public void outcome(boolean failed) {
		this.failed = failed;
		if (!failed) {
			giveBack();
		}
	}

	private void giveBack() {
		if (!this.charges.isEmpty()) {
			this.lockouts.giveBack(this.charges);
			this.charges.clear();
		}
	}

	/**
	 * End the attempt: a failure stays counted and may begin a lock, anything else is
	 * given back.
	 * @param refused whether the answer says that authentication is required, which
	 * counts as a failure when nobody told the outcome
	 */
	public void end(boolean refused) {
		boolean wrong = (this.failed != null) ? this.failed : (this.login && refused);
		if (!wrong) {
			giveBack();
			return;
		}
		if (this.charges.isEmpty()) {
			// A token, or a login where none was expected, for example by a form. One
			// that
			// was on its way when a lock began adds nothing to it.
			if (this.lockouts.nanosLocked(keys()) != 0) {
				return;
			}
			charge();
		}
		int i = 0;
		for (Map.Entry<LockoutTrack, RateLimitKey> entry : keys().entrySet()) {
			if (this.reserved.get(i++).remaining() == 0) {
				this.lockouts.lock(entry.getKey(), entry.getValue());
			}
		}
	}

	private Problem lockedOut(long nanos) {
		long seconds = Math.max(1, (nanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
		return Problem.of(ProblemType.LOCKED_OUT, "Too many failed attempts; try again later.")
			.with("retry_after", seconds)
			.withHeader("Retry-After", Long.toString(seconds));
	}

	/**
	 * What a request counts by once its user name is known, or known to be missing.
	 */
	@FunctionalInterface
	interface NamedKeys {

		/**
		 * Return the keys.
		 * @param username the name, or {@code null}
		 * @return a key for each track that the request belongs to
		 */
		Map<LockoutTrack, RateLimitKey> of(@Nullable String username);

	}

}
