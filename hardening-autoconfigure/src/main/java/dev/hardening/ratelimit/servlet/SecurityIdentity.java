package dev.hardening.ratelimit.servlet;

import dev.hardening.ratelimit.ClientIdentity;
import dev.hardening.web.ApiKeyIdentity;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who Spring Security says sends the request.
 *
 * @param authentication the verified authentication, or {@code null} for nobody
 */
record SecurityIdentity(@Nullable Authentication authentication) implements ClientIdentity {

	static SecurityIdentity current() {
		Authentication current = SecurityContextHolder.getContext().getAuthentication();
		boolean verified = current != null && current.isAuthenticated()
				&& !(current instanceof AnonymousAuthenticationToken);
		return new SecurityIdentity(verified ? current : null);
	}

	@Override
	public @Nullable String principal() {
		return (this.authentication != null) ? this.authentication.getName() : null;
	}

	@Override
	public @Nullable String apiKeyId() {
		return (this.authentication instanceof ApiKeyIdentity apiKey) ? apiKey.apiKeyId() : null;
	}

	@Override
	public boolean hasTier(String tier) {
		if (this.authentication == null) {
			return false;
		}
		for (GrantedAuthority authority : this.authentication.getAuthorities()) {
			if (tier.equals(authority.getAuthority())) {
				return true;
			}
		}
		return this.authentication instanceof ApiKeyIdentity apiKey && tier.equals(apiKey.tier());
	}

}
