package dev.hardening.examples.secrets;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.jwt.JwtSubject;
import dev.hardening.jwt.JwtTokenService;
import dev.hardening.secrets.InvalidSecretException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The recipe of docs/secrets.md: one line of configuration, and the starter's secrets
 * come from the secret manager.
 */
class CloudSecretsTests {

	private static final String FIRST = "q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa";

	private static final String SECOND = "Zk3Xw9vQ7tLm2sRf8yHb5nJd4gPc6aUe";

	private SecretsManager manager;

	@BeforeEach
	void start() {
		this.manager = new SecretsManager();
	}

	@AfterEach
	void stop() {
		this.manager.close();
	}

	@Test
	void secretWhenKeptInTheManagerSignsAndVerifies() {
		this.manager.put("/studio/production", "{\"hardening.jwt.secret\":\"" + FIRST + "\"}");
		try (ConfigurableApplicationContext application = run()) {
			String token = issue(application);
			assertThat(application.getBean(JwtDecoder.class).decode(token).getSubject()).isEqualTo("ada");
		}
		assertThat(this.manager.authorizations()).isNotEmpty()
			.allMatch((header) -> header.startsWith("AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/"));
	}

	@Test
	void secretWhenRotatedIsGoodUntilThePreviousOneIsTakenAway() {
		this.manager.put("/studio/production", "{\"hardening.jwt.secret\":\"" + FIRST + "\"}");
		String token;
		try (ConfigurableApplicationContext application = run()) {
			token = issue(application);
		}
		this.manager.put("/studio/production", "{\"hardening.jwt.secret\":\"" + SECOND
				+ "\",\"hardening.jwt.previous-secrets[0]\":\"" + FIRST + "\"}");
		try (ConfigurableApplicationContext application = run()) {
			assertThat(application.getBean(JwtDecoder.class).decode(token).getSubject()).isEqualTo("ada");
		}
		this.manager.put("/studio/production", "{\"hardening.jwt.secret\":\"" + SECOND + "\"}");
		try (ConfigurableApplicationContext application = run()) {
			assertThatExceptionOfType(BadJwtException.class)
				.isThrownBy(() -> application.getBean(JwtDecoder.class).decode(token));
		}
	}

	@Test
	void secretWhenWeakStopsTheStartWithoutItsValue() {
		this.manager.put("/studio/production", "{\"hardening.jwt.secret\":\"short-and-weak\"}");
		assertThatException().isThrownBy(this::run)
			.havingRootCause()
			.isInstanceOf(InvalidSecretException.class)
			.withMessageContaining("hardening.jwt.secret")
			.withMessageNotContaining("short-and-weak");
	}

	@Test
	void secretWhenTheManagerHasNoneStopsTheStart() {
		assertThatException().isThrownBy(this::run).withMessageContaining("Secrets Manager can't find it");
	}

	private static String issue(ConfigurableApplicationContext application) {
		return application.getBean(JwtTokenService.class).issue(JwtSubject.of("ada", "ROLE_USER")).accessToken();
	}

	private ConfigurableApplicationContext run() {
		List<String> arguments = new ArrayList<>(
				List.of("--server.port=0", "--spring.config.import=aws-secretsmanager:/studio/production",
						"--spring.cloud.aws.secretsmanager.endpoint=" + this.manager.endpoint(),
						"--spring.cloud.aws.region.static=eu-central-1",
						"--spring.cloud.aws.credentials.access-key=AKIAEXAMPLE",
						"--spring.cloud.aws.credentials.secret-key=stands-in-for-the-role-of-the-machine"));
		return SpringApplication.run(Application.class, arguments.toArray(String[]::new));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
