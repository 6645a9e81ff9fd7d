package dev.hardening.jwt;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Reads authorities from a verified token: {@code roles} as they are, {@code scope} (or
 * {@code scp}) with the prefix {@code SCOPE_}. A claim of another shape grants nothing.
 */
class JwtAuthorities implements Converter<Jwt, Collection<GrantedAuthority>> {

	private static final String SCOPE_PREFIX = "SCOPE_";

	@Override
	public Collection<GrantedAuthority> convert(Jwt token) {
		Set<GrantedAuthority> authorities = new LinkedHashSet<>();
		if (token.getClaims().get(TokenTypes.ROLES) instanceof Collection<?> roles) {
			add(authorities, "", roles);
		}
		scopes(authorities, token.getClaims().get(TokenTypes.SCOPE));
		scopes(authorities, token.getClaims().get("scp"));
		return authorities;
	}

	private void scopes(Set<GrantedAuthority> authorities, @Nullable Object claim) {
		if (claim instanceof String text) {
			add(authorities, SCOPE_PREFIX, List.of(text.split(" ")));
		}
		else if (claim instanceof Collection<?> scopes) {
			add(authorities, SCOPE_PREFIX, scopes);
		}
	}

	private void add(Set<GrantedAuthority> authorities, String prefix, Collection<?> names) {
		for (Object name : names) {
			if (name instanceof String text && !text.isBlank()) {
				authorities.add(new SimpleGrantedAuthority(prefix + text));
			}
		}
	}

}
