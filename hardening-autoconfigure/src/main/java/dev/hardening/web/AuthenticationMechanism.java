package dev.hardening.web;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * One way to authenticate, as the refusals and the counters know it. A feature that
 * authenticates publishes a bean of this type; every 401 then offers its challenge.
 */
public interface AuthenticationMechanism {

	/**
	 * Return the name of the mechanism in metrics and logs.
	 * @return one of a fixed set, for example {@code bearer}
	 */
	String name();

	/**
	 * Return whether an authentication is of this mechanism, be it the credential that
	 * was presented or what came of it.
	 * @param authentication the authentication
	 * @return {@code true} if it is
	 */
	boolean covers(Authentication authentication);

	/**
	 * Return the challenge for a 401, the value of one {@code WWW-Authenticate} header.
	 * It may say that what was presented is not valid, never which part of it.
	 * @param failure why the request was refused
	 * @return the challenge
	 */
	String challenge(AuthenticationException failure);

	/**
	 * Return the challenge for a 403 to someone who is authenticated by this mechanism.
	 * @return the challenge, or {@code null} when the mechanism has none
	 */
	default @Nullable String insufficient() {
		return null;
	}

}
