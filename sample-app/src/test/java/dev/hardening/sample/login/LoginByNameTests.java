package dev.hardening.sample.login;

import dev.hardening.sample.StudioClient;
import dev.hardening.sample.StudioClient.Answer;
import dev.hardening.sample.StudioTest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The login with a track that counts by the name in its JSON body.
 */
@StudioTest
@TestPropertySource(properties = { "hardening.lockout.tracks.name.paths=/api/auth/login",
		"hardening.lockout.tracks.name.key=username", "hardening.lockout.tracks.name.failures=3" })
class LoginByNameTests {

	@LocalServerPort
	private int port;

	@Test
	void nameWhenGuessedFromSeveralAddressesIsLockedForAllOfThem() {
		for (int i = 0; i < 3; i++) {
			assertThat(login("demo", "wrong-password").status()).isEqualTo(401);
		}
		Answer locked = login("demo", "demo-password-1");
		assertThat(locked.status()).isEqualTo(429);
		assertThat(locked.error()).isEqualTo("locked_out");
		assertThat(login("admin", "admin-password-1").status()).as("another name").isEqualTo(200);
	}

	// Each client has an address of its own.
	private Answer login(String name, String password) {
		return new StudioClient(this.port).post("/api/auth/login",
				"{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
	}

}
