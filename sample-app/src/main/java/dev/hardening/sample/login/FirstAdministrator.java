package dev.hardening.sample.login;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Creates the first administrator of a production database and ends the process:
 * {@code java -jar sample-app.jar --studio.create-admin=alice --server.port=-1} with the
 * password in the environment variable {@code ADMIN_PASSWORD}. Where there is an
 * administrator already, or the password would not do for any other account, nothing is
 * done and the exit code is 1.
 */
@Component
@ConditionalOnProperty("studio.create-admin")
class FirstAdministrator implements ApplicationRunner {

	private static final Log logger = LogFactory.getLog(FirstAdministrator.class);

	private final Accounts accounts;

	private final PasswordCheck passwords;

	private final GuessablePasswords guessable;

	private final ConfigurableApplicationContext context;

	private final String username;

	private final String password;

	FirstAdministrator(Accounts accounts, PasswordCheck passwords, GuessablePasswords guessable,
			ConfigurableApplicationContext context, @Value("${studio.create-admin}") String username,
			@Value("${ADMIN_PASSWORD:}") String password) {
		this.accounts = accounts;
		this.passwords = passwords;
		this.guessable = guessable;
		this.context = context;
		this.username = username;
		this.password = password;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		boolean created = create();
		System.exit(SpringApplication.exit(this.context, () -> created ? 0 : 1));
	}

	private boolean create() {
		String objection = objection();
		if (objection != null) {
			logger.error(objection + "; nothing was changed");
			return false;
		}
		this.accounts.create(this.username, this.passwords.encode(this.password),
				List.of("ROLE_USER", "ROLE_ADMIN", "ACTUATOR"));
		logger.info("Created the administrator " + this.username);
		return true;
	}

	// What is typed wrong is told first, since it can be put right.
	private @Nullable String objection() {
		if (!isBetween(Credentials.SHORTEST_NAME, this.username, Credentials.LONGEST_NAME)
				|| !this.username.matches(Credentials.USERNAME)) {
			return "studio.create-admin must be a name of %d to %d letters, digits and underscores"
				.formatted(Credentials.SHORTEST_NAME, Credentials.LONGEST_NAME);
		}
		if (!isBetween(Credentials.SHORTEST_PASSWORD, this.password, Credentials.LONGEST_PASSWORD)) {
			return "The environment variable ADMIN_PASSWORD must hold a password of %d to %d characters"
				.formatted(Credentials.SHORTEST_PASSWORD, Credentials.LONGEST_PASSWORD);
		}
		if (this.guessable.isGuessable(this.password, this.username)) {
			return "The password in the environment variable ADMIN_PASSWORD is easy to guess: it is, or resembles, "
					+ "one that many people use or the user's name. Make one with: openssl rand -base64 18";
		}
		return this.accounts.hasAdministrator() ? "There is an administrator already" : null;
	}

	private static boolean isBetween(int shortest, String text, int longest) {
		return text.length() >= shortest && text.length() <= longest;
	}

}
