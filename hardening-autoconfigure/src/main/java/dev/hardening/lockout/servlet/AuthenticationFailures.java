package dev.hardening.lockout.servlet;

import dev.hardening.lockout.LockoutAttempt;
import dev.hardening.lockout.Lockouts;

import org.springframework.context.ApplicationListener;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationFailureServiceExceptionEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;

/**
 * Hears, on the thread of the request, how a check of a credential ended.
 */
class AuthenticationFailures implements ApplicationListener<AbstractAuthenticationEvent> {

	/** Thrown once the signature is known to be right, so it is no sign of guessing. */
	private static final String SIGNED_BUT_REFUSED = "org.springframework.security.oauth2.jwt.JwtValidationException";

	private static final int MOST_CAUSES = 5;

	private final Lockouts lockouts;

	AuthenticationFailures(Lockouts lockouts) {
		this.lockouts = lockouts;
	}

	@Override
	public void onApplicationEvent(AbstractAuthenticationEvent event) {
		LockoutAttempt attempt = this.lockouts.current();
		if (attempt == null) {
			return;
		}
		if (event instanceof AuthenticationSuccessEvent) {
			attempt.outcome(false);
		}
		else if (event instanceof AbstractAuthenticationFailureEvent failure) {
			attempt.outcome(isGuess(failure));
		}
	}

	// An expired token and a store that is down are nobody's guess.
	private boolean isGuess(AbstractAuthenticationFailureEvent failure) {
		if (failure instanceof AuthenticationFailureServiceExceptionEvent) {
			return false;
		}
		Throwable cause = failure.getException();
		for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
			if (cause.getClass().getName().equals(SIGNED_BUT_REFUSED)) {
				return false;
			}
			cause = cause.getCause();
		}
		return true;
	}

}
