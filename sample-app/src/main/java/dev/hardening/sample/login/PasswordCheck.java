package dev.hardening.sample.login;

import java.util.Optional;

import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Compares passwords and takes the same time whether or not the account exists, so that
 * the clock does not tell who has one.
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
		Optional<Account> account = this.accounts.find(username);
		boolean matches = this.encoder.matches(password, account.map(Account::password).orElse(this.nobody));
		return matches ? account : Optional.empty();
	}

	String encode(String password) {
		String encoded = this.encoder.encode(password);
		if (encoded == null) {
			throw new IllegalArgumentException("A password is needed");
		}
		return encoded;
	}

}
