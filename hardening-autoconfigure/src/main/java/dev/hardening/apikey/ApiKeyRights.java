package dev.hardening.apikey;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Turns roles, scopes and tier into authorities. No scope stays no scope.
 */
final class ApiKeyRights {

	private static final String ROLE = "ROLE_";

	private static final String SCOPE = "SCOPE_";

	private static final String TIER = "TIER_";

	private static final int LONGEST = 64;

	private ApiKeyRights() {
	}

	static List<GrantedAuthority> authorities(ApiKey key) {
		List<GrantedAuthority> authorities = new ArrayList<>();
		key.roles().forEach((role) -> authorities.add(new SimpleGrantedAuthority(ROLE + role)));
		key.scopes().forEach((scope) -> authorities.add(new SimpleGrantedAuthority(SCOPE + scope)));
		if (key.tier() != null) {
			authorities.add(new SimpleGrantedAuthority(TIER + key.tier()));
		}
		return List.copyOf(authorities);
	}

	static Set<String> withoutPrefix(Collection<String> roles) {
		Set<String> names = new TreeSet<>();
		for (String role : roles) {
			names.add(role.startsWith(ROLE) ? role.substring(ROLE.length()) : role);
		}
		return names;
	}

	// Return whether a text can name a role, scope or tier: no blank, quote or
	// backslash, which RFC 6749 forbids in scopes, and no comma, which would split it.
	static boolean isName(String text) {
		return !text.isEmpty() && text.length() <= LONGEST
				&& text.chars().allMatch((c) -> c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != ',');
	}

}
