package dev.hardening.sample.login;

import java.util.List;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The two accounts whose passwords everybody knows. They exist on development machines
 * only.
 */
@Component
@Profile("development")
class DevelopmentAccounts implements ApplicationRunner {

	private final Accounts accounts;

	private final PasswordCheck passwords;

	DevelopmentAccounts(Accounts accounts, PasswordCheck passwords) {
		this.accounts = accounts;
		this.passwords = passwords;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		create("demo", "demo-password-1", List.of("ROLE_USER"));
		create("admin", "admin-password-1", List.of("ROLE_USER", "ROLE_ADMIN", "ACTUATOR"));
	}

	private void create(String username, String password, List<String> authorities) {
		if (this.accounts.find(username).isEmpty()) {
			this.accounts.create(username, this.passwords.encode(password), authorities);
		}
	}

}
