package dev.hardening.jwt.servlet;

import dev.hardening.web.AuthenticationMechanism;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Bearer tokens by RFC 6750: an error code only when a token was presented, and no
 * description, which would tell a forger what to mend.
 */
class BearerMechanism implements AuthenticationMechanism {

	@Override
	public String name() {
		return "bearer";
	}

	@Override
	public boolean covers(Authentication authentication) {
		return authentication instanceof BearerTokenAuthenticationToken
				|| authentication instanceof AbstractOAuth2TokenAuthenticationToken<?>;
	}

	@Override
	public String challenge(AuthenticationException failure) {
		return (failure instanceof OAuth2AuthenticationException) ? "Bearer error=\"invalid_token\"" : "Bearer";
	}

	@Override
	public String insufficient() {
		return "Bearer error=\"insufficient_scope\"";
	}

}
