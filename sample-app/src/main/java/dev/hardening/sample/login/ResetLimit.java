package dev.hardening.sample.login;

import dev.hardening.ratelimit.RateLimiter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How often a reset may be asked for by one name, from however many addresses and at
 * however many instances, whether or not there is such an account (OWASP ASVS 5.0,
 * 2.4.1). Whoever spends the permits of another does not keep the owner out, as long as a
 * permit comes back before a ticket ends: each permit has put a good ticket into the
 * owner's mail.
 */
@Component
class ResetLimit {

	static final String POLICY = "password-reset-name";

	private final @Nullable RateLimiter limiter;

	@Autowired
	ResetLimit(ObjectProvider<RateLimiter> limiter) {
		this(limiter.getIfAvailable());
	}

	ResetLimit(@Nullable RateLimiter limiter) {
		this.limiter = limiter;
	}

	/**
	 * Take a permit.
	 * @param username whose
	 * @return whether there was one, or nothing is limited
	 */
	boolean take(String username) {
		return this.limiter == null || this.limiter.tryAcquire(POLICY, username, 1).allowed();
	}

	/**
	 * Give a permit back that was of no use.
	 * @param username whose
	 */
	void giveBack(String username) {
		if (this.limiter != null) {
			this.limiter.release(POLICY, username, 1);
		}
	}

}
