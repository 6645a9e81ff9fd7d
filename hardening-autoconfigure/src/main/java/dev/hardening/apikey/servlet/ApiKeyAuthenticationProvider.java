package dev.hardening.apikey.servlet;

import dev.hardening.apikey.ApiKeyAuthentication;
import dev.hardening.apikey.ApiKeyVerifier;
import dev.hardening.secrets.Secret;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

/**
 * Verifies under Spring Security's manager, which publishes the events that lockout and
 * metrics hear. No bean: a bean of this type would switch off Boot's own user details.
 */
class ApiKeyAuthenticationProvider implements AuthenticationProvider {

	private final ApiKeyVerifier verifier;

	ApiKeyAuthenticationProvider(ApiKeyVerifier verifier) {
		this.verifier = verifier;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		if (authentication.getCredentials() instanceof Secret presented) {
			return this.verifier.verify(presented);
		}
		throw new BadCredentialsException("No API key was presented");
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return ApiKeyAuthentication.class.isAssignableFrom(authentication);
	}

}
