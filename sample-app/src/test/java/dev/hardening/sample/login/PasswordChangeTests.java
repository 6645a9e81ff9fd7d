package dev.hardening.sample.login;

import java.util.List;

import dev.hardening.sample.StudioClient;
import dev.hardening.sample.StudioClient.Answer;
import dev.hardening.sample.StudioTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was begun by the old password does not outlive it.
 */
@StudioTest
class PasswordChangeTests {

	private static final String PASSWORD = "the-password-of-carol";

	private static final String NAME = "carol_two";

	@LocalServerPort
	private int port;

	@Autowired
	private Accounts accounts;

	@Autowired
	private Tickets tickets;

	@Autowired
	private PasswordEncoder encoder;

	@Test
	void challengeWhenThePasswordIsChangedMeanwhileIsWorthNothing() throws Exception {
		this.accounts.create(NAME, this.encoder.encode(PASSWORD), List.of("ROLE_USER"));
		StudioClient owner = new StudioClient(this.port).signIn(NAME, PASSWORD);
		String secret = owner.post("/api/auth/2fa/enroll", "{}").json().get("secret").asString();
		Authenticator.awaitStep();
		assertThat(owner.post("/api/auth/2fa/verify", "{\"code\":\"" + Authenticator.code(secret, -1) + "\"}").status())
			.isEqualTo(200);
		String first = challenge();
		Account account = this.accounts.find(NAME).orElseThrow();
		String reset = this.tickets.issue(account, Tickets.Purpose.PASSWORD_RESET);
		assertThat(owner
			.post("/api/auth/password-change",
					"{\"current_password\":\"%s\",\"new_password\":\"another-password-1\"}".formatted(PASSWORD))
			.status()).isEqualTo(204);
		Answer refused = new StudioClient(this.port).post("/api/auth/2fa/verify",
				"{\"challenge\":\"%s\",\"code\":\"%s\"}".formatted(first, Authenticator.code(secret, 0)));
		assertThat(refused.status()).isEqualTo(401);
		assertThat(new StudioClient(this.port)
			.post("/api/auth/password-reset/confirm",
					"{\"ticket\":\"%s\",\"new_password\":\"another-password-2\"}".formatted(reset))
			.status()).isEqualTo(401);
	}

	private String challenge() {
		return new StudioClient(this.port)
			.post("/api/auth/login", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(NAME, PASSWORD))
			.json()
			.get("challenge")
			.asString();
	}

}
