package dev.hardening.sample.login;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.hardening.jwt.IssuedTokens;
import dev.hardening.jwt.JwtSubject;
import dev.hardening.jwt.JwtSubjectRefresher;
import dev.hardening.jwt.JwtTokenService;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.stereotype.Component;

/**
 * Begins sessions, and decides at each refresh whether they go on: with the authorities
 * that the account has by then, and not beyond a change of its password.
 */
@Component
class Sessions implements JwtSubjectRefresher {

	private static final String GENERATION = "generation";

	private final Accounts accounts;

	Sessions(Accounts accounts) {
		this.accounts = accounts;
	}

	/**
	 * Begin a session for whoever has shown to own an account. A change of password
	 * revokes the tokens that were issued before it; one that came between the look at
	 * the old password and the issue is noticed here.
	 * @param tokens what issues tokens
	 * @param account the account as it was when its password was compared
	 * @return the tokens
	 * @throws BadCredentialsException if that password is no longer the account's
	 */
	IssuedTokens begin(JwtTokenService tokens, Account account) {
		IssuedTokens issued = tokens.issue(subject(account));
		try {
			demandUnchanged(account);
		}
		catch (BadCredentialsException ex) {
			tokens.revoke(issued.refreshToken());
			throw ex;
		}
		return issued;
	}

	/**
	 * Refuse an account whose password was changed since it was read.
	 * @param account the account as it was read
	 * @throws BadCredentialsException if it was
	 */
	void demandUnchanged(Account account) {
		Optional<Account> now = this.accounts.find(account.id());
		if (now.isEmpty() || now.get().generation() != account.generation()) {
			throw new BadCredentialsException("The password was changed meanwhile");
		}
	}

	@Override
	public @Nullable JwtSubject refresh(JwtSubject subject) {
		Optional<Account> account = this.accounts.find(subject.name());
		return account.filter((now) -> isOf(subject, now)).map(this::subject).orElse(null);
	}

	private boolean isOf(JwtSubject subject, Account account) {
		return Objects.equals(String.valueOf(subject.claims().get(GENERATION)), String.valueOf(account.generation()));
	}

	private JwtSubject subject(Account account) {
		Set<String> authorities = new TreeSet<>(account.authorities());
		return new JwtSubject(account.username(), authorities, Set.of(), Map.of(GENERATION, account.generation()));
	}

}
