package dev.hardening.sample.login;

import java.util.Optional;

import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Compares passwords by the same work whether or not the account exists, one look-up and
 * one hash, so that the clock does not tell who has one (OWASP ASVS 5.0, 6.3.8). The rest
 * of an account is read for whoever knows its password.
 */
@Component
class PasswordCheck {

	private final Accounts accounts;

	private final PasswordEncoder encoder;

	private final String nobody;

	PasswordCheck(Accounts accounts, PasswordEncoder encoder) {
		this.accounts = accounts;
		this.encoder = encoder;
		this.nobody = encode("nobody-has-this-password");
	}

	Optional<Account> check(String username, String password) {
		Optional<String> known = this.accounts.findPassword(username);
		if (!this.encoder.matches(password, known.orElse(this.nobody)) || known.isEmpty()) {
			return Optional.empty();
		}
		// It may have been changed since.
		return this.accounts.find(username).filter((account) -> account.password().equals(known.get()));
	}

	String encode(String password) {
		String encoded = this.encoder.encode(password);
		if (encoded == null) {
			throw new IllegalArgumentException("A password is needed");
		}
		return encoded;
	}

}
