package dev.hardening.apikey.servlet;

import dev.hardening.apikey.ApiKeyAuthentication;
import dev.hardening.web.AuthenticationMechanism;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * Offers API keys in every 401. The scheme is not registered; RFC 9110 demands one.
 */
class ApiKeyMechanism implements AuthenticationMechanism {

	private final String challenge;

	ApiKeyMechanism(String header) {
		this.challenge = "ApiKey header=\"%s\"".formatted(header);
	}

	@Override
	public String name() {
		return "api-key";
	}

	@Override
	public boolean covers(Authentication authentication) {
		return authentication instanceof ApiKeyAuthentication;
	}

	@Override
	public String challenge(AuthenticationException failure) {
		return this.challenge;
	}

}
