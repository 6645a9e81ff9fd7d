package dev.hardening.jwt;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AccountStatusException;
import org.springframework.security.authentication.AccountStatusUserDetailsChecker;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsChecker;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * Asks the application's users, so that a refresh gives what the user may do by now and a
 * locked or deleted user gets nothing. Scopes were agreed at sign-in and stay.
 */
class UserDetailsRefresher implements JwtSubjectRefresher {

	private final UserDetailsService users;

	private final UserDetailsChecker checker = new AccountStatusUserDetailsChecker();

	UserDetailsRefresher(UserDetailsService users) {
		this.users = users;
	}

	@Override
	public @Nullable JwtSubject refresh(JwtSubject subject) {
		try {
			UserDetails user = this.users.loadUserByUsername(subject.name());
			this.checker.check(user);
			return subject.withAuthorities(JwtSubject.authorities(user.getAuthorities()));
		}
		catch (UsernameNotFoundException | AccountStatusException ex) {
			return null;
		}
	}

}
