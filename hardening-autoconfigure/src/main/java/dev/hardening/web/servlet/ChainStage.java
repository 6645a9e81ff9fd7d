package dev.hardening.web.servlet;

import java.util.Locale;

import jakarta.servlet.Filter;

import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;

/**
 * The places in a security chain where the starter's filters run, in the order in which a
 * request meets them. Spring Security's header writer and CORS filter come before the
 * first, so a refusal from any stage carries the security headers and the CORS grant, and
 * a preflight reaches none of them. Its check of CSRF tokens comes after the limits,
 * since it may have to read a form for the token.
 */
public enum ChainStage {

	/** Plain HTTP is redirected or refused. */
	HTTPS(CsrfFilter.class),

	/** Probes lose the credentials that they carry, so that none of them fails one. */
	PROBES(CsrfFilter.class),

	/**
	 * Reserves an attempt before a credential is checked. Before the limits, so that a
	 * locked out client is told of the lock and not to come back sooner.
	 */
	LOCKOUT(CsrfFilter.class),

	/** Blocked addresses, and limits that need no identity. */
	ADDRESS_LIMITS(CsrfFilter.class),

	/** Size of body and query. */
	REQUEST_LIMITS(CsrfFilter.class),

	/** The deadline of all that follows. */
	DEADLINE(CsrfFilter.class),

	/** Credentials that Spring Security has no filter for. */
	AUTHENTICATION(BasicAuthenticationFilter.class),

	/** Limits by user or key: after authentication, before authorization. */
	IDENTITY_LIMITS(AuthorizationFilter.class);

	private final Class<? extends Filter> before;

	ChainStage(Class<? extends Filter> before) {
		this.before = before;
	}

	/**
	 * Return the filter of Spring Security that the stage directly precedes.
	 * @return the class of the filter
	 */
	Class<? extends Filter> before() {
		return this.before;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
