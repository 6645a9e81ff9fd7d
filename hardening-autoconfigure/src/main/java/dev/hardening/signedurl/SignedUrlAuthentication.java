package dev.hardening.signedurl;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * The authentication of a request that nobody sent in particular but that has a valid
 * link. It has the authority {@code SIGNED_URL} and no other; its name tells links apart
 * without telling them.
 */
public final class SignedUrlAuthentication extends AbstractAuthenticationToken {

	/** The authority that a valid link gives. */
	public static final String AUTHORITY = "SIGNED_URL";

	private static final long serialVersionUID = 1L;

	private static final List<SimpleGrantedAuthority> AUTHORITIES = List.of(new SimpleGrantedAuthority(AUTHORITY));

	private final String name;

	/**
	 * Create the authentication.
	 * @param name what the link is called in logs and limits
	 */
	public SignedUrlAuthentication(String name) {
		super(AUTHORITIES);
		this.name = name;
		setAuthenticated(true);
	}

	@Override
	public Object getPrincipal() {
		return this.name;
	}

	@Override
	public @Nullable Object getCredentials() {
		return null;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof SignedUrlAuthentication that && super.equals(that);
	}

	@Override
	public int hashCode() {
		return super.hashCode();
	}

}
