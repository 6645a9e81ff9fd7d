package dev.hardening.jwt;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * Whom a token speaks for.
 *
 * @param name the subject, usually the user's name
 * @param authorities authorities as they are, for example {@code ROLE_USER}
 * @param scopes scopes, each of which becomes an authority with the prefix {@code SCOPE_}
 * @param claims further claims; those that the starter sets itself cannot be replaced
 */
public record JwtSubject(String name, Set<String> authorities, Set<String> scopes, Map<String, Object> claims) {

	private static final String SCOPE_PREFIX = "SCOPE_";

	// How somebody proved who they are is not what they may do, and is not handed on.
	private static final String FACTOR_PREFIX = "FACTOR_";

	/**
	 * Create a subject.
	 * @param name the subject
	 * @param authorities authorities as they are
	 * @param scopes scopes without a prefix
	 * @param claims further claims
	 */
	public JwtSubject {
		authorities = Collections.unmodifiableSet(new TreeSet<>(authorities));
		scopes = Collections.unmodifiableSet(new TreeSet<>(scopes));
		claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
	}

	/**
	 * Create a subject without further claims.
	 * @param name the subject
	 * @param authorities authorities as they are
	 * @return the subject
	 */
	public static JwtSubject of(String name, String... authorities) {
		return new JwtSubject(name, Set.of(authorities), Set.of(), Map.of());
	}

	/**
	 * Create the subject for whoever has just authenticated.
	 * @param authentication the result of authentication
	 * @return the subject
	 */
	public static JwtSubject of(Authentication authentication) {
		Set<String> scopes = new TreeSet<>();
		for (GrantedAuthority granted : authentication.getAuthorities()) {
			String authority = granted.getAuthority();
			if (authority != null && authority.startsWith(SCOPE_PREFIX)) {
				scopes.add(authority.substring(SCOPE_PREFIX.length()));
			}
		}
		return new JwtSubject(authentication.getName(), authorities(authentication.getAuthorities()), scopes, Map.of());
	}

	static Set<String> authorities(Collection<? extends GrantedAuthority> granted) {
		Set<String> authorities = new TreeSet<>();
		for (GrantedAuthority one : granted) {
			String authority = one.getAuthority();
			if (authority != null && !authority.startsWith(SCOPE_PREFIX) && !authority.startsWith(FACTOR_PREFIX)) {
				authorities.add(authority);
			}
		}
		return authorities;
	}

	/**
	 * Return a copy with another set of authorities.
	 * @param authorities authorities as they are
	 * @return the copy
	 */
	public JwtSubject withAuthorities(Set<String> authorities) {
		return new JwtSubject(this.name, authorities, this.scopes, this.claims);
	}

	/**
	 * Return a copy with a further claim.
	 * @param claim the name of the claim
	 * @param value its value
	 * @return the copy
	 */
	public JwtSubject withClaim(String claim, Object value) {
		Map<String, Object> claims = new LinkedHashMap<>(this.claims);
		claims.put(claim, value);
		return new JwtSubject(this.name, this.authorities, this.scopes, claims);
	}

}
