package dev.hardening.apikey;

import java.util.Collection;
import java.util.List;

import dev.hardening.secrets.Secret;
import dev.hardening.web.ApiKeyIdentity;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

/**
 * An authentication by API key. Its name is the id of the key. Before it is verified it
 * holds the presented key, masked, and nothing else.
 */
public final class ApiKeyAuthentication extends AbstractAuthenticationToken implements ApiKeyIdentity {

	private static final long serialVersionUID = 1L;

	private final String id;

	private final @Nullable String tier;

	private transient @Nullable Secret presented;

	private ApiKeyAuthentication(String id, @Nullable String tier, @Nullable Secret presented,
			Collection<? extends GrantedAuthority> authorities) {
		super(authorities);
		this.id = id;
		this.tier = tier;
		this.presented = presented;
	}

	/**
	 * Wrap what a request presents.
	 * @param presented the key as presented
	 * @return an authentication that is not yet verified
	 */
	public static ApiKeyAuthentication unverified(Secret presented) {
		return new ApiKeyAuthentication("", null, presented, List.of());
	}

	static ApiKeyAuthentication verified(ApiKey key, Collection<? extends GrantedAuthority> authorities) {
		ApiKeyAuthentication authentication = new ApiKeyAuthentication(key.id(), key.tier(), null, authorities);
		authentication.setAuthenticated(true);
		return authentication;
	}

	@Override
	public String apiKeyId() {
		return this.id;
	}

	@Override
	public @Nullable String tier() {
		return this.tier;
	}

	@Override
	public Object getPrincipal() {
		return this.id;
	}

	@Override
	public @Nullable Object getCredentials() {
		return this.presented;
	}

	@Override
	public void eraseCredentials() {
		super.eraseCredentials();
		this.presented = null;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ApiKeyAuthentication that && super.equals(that) && this.id.equals(that.id);
	}

	@Override
	public int hashCode() {
		return super.hashCode();
	}

}
