package dev.hardening.sample.login;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

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
 * administrator already, nothing is done.
 */
@Component
@ConditionalOnProperty("studio.create-admin")
class FirstAdministrator implements ApplicationRunner {

	private static final Log logger = LogFactory.getLog(FirstAdministrator.class);

	private final Accounts accounts;

	private final PasswordCheck passwords;

	private final ConfigurableApplicationContext context;

	private final String username;

	private final String password;

	FirstAdministrator(Accounts accounts, PasswordCheck passwords, ConfigurableApplicationContext context,
			@Value("${studio.create-admin}") String username, @Value("${ADMIN_PASSWORD:}") String password) {
		this.accounts = accounts;
		this.passwords = passwords;
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
		if (this.accounts.hasAdministrator()) {
			logger.error("There is an administrator already; nothing was changed");
			return false;
		}
		if (!this.username.matches("[A-Za-z0-9_]{3,50}") || this.password.length() < 12) {
			logger.error("An administrator needs a name of 3 to 50 letters, digits and underscores, and in the "
					+ "environment variable ADMIN_PASSWORD a password of at least 12 characters");
			return false;
		}
		this.accounts.create(this.username, this.passwords.encode(this.password),
				List.of("ROLE_USER", "ROLE_ADMIN", "ACTUATOR"));
		logger.info("Created the administrator " + this.username);
		return true;
	}

}
