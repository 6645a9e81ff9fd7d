package dev.hardening.security;

import java.util.List;

import dev.hardening.web.AuthenticationMechanism;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationListener;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;

/**
 * Hears Spring Security's events and tells, without a name or a credential, by which
 * mechanism somebody authenticated or failed to. A mistyped user name is often a
 * password.
 */
class AuthenticationEvents implements ApplicationListener<AbstractAuthenticationEvent> {

	static final String PASSWORD = "password";

	static final String OTHER = "other";

	private static final Log logger = LogFactory.getLog(AuthenticationEvents.class);

	private final List<AuthenticationMechanism> mechanisms;

	private final List<AuthenticationOutcomes> listeners;

	AuthenticationEvents(List<AuthenticationMechanism> mechanisms, List<AuthenticationOutcomes> listeners) {
		this.mechanisms = List.copyOf(mechanisms);
		this.listeners = List.copyOf(listeners);
	}

	@Override
	public void onApplicationEvent(AbstractAuthenticationEvent event) {
		if (event instanceof AuthenticationSuccessEvent) {
			String mechanism = mechanism(event.getAuthentication());
			logSuccess(mechanism);
			this.listeners.forEach((listener) -> listener.authenticated(mechanism));
		}
		else if (event instanceof AbstractAuthenticationFailureEvent failure) {
			String mechanism = mechanism(event.getAuthentication());
			logger.warn("Authentication failed: mechanism=%s reason=%s".formatted(mechanism,
					failure.getException().getClass().getSimpleName()));
			this.listeners.forEach((listener) -> listener.failed(mechanism));
		}
	}

	// A token or key authenticates each request anew; only a sign-in is news.
	private void logSuccess(String mechanism) {
		if (mechanism.equals(PASSWORD)) {
			logger.info("Authenticated: mechanism=password");
		}
		else if (logger.isDebugEnabled()) {
			logger.debug("Authenticated: mechanism=" + mechanism);
		}
	}

	private String mechanism(Authentication authentication) {
		for (AuthenticationMechanism mechanism : this.mechanisms) {
			if (mechanism.covers(authentication)) {
				return mechanism.name();
			}
		}
		return (authentication instanceof UsernamePasswordAuthenticationToken) ? PASSWORD : OTHER;
	}

}
