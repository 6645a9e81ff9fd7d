package dev.hardening.security.servlet;

import dev.hardening.jwt.JwtSubject;
import dev.hardening.jwt.JwtTokenService;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A probe is answered whatever its caller carries, unless it is told more with the right
 * credential.
 */
class ProbeCredentialsTests {

	private static final String[] PROPERTIES = { "hardening.jwt.secret=q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa",
			"hardening.api-keys.enabled=true", "hardening.api-keys.store=none", "hardening.lockout.enabled=true",
			"hardening.lockout.tracks.authentication.failures=3", "management.health.redis.enabled=false",
			"hardening.security.rules[0].paths=/ready,/health/deep",
			"hardening.security.rules[0].access=authenticated" };

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(Application.class, PROPERTIES);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@ParameterizedTest
	@CsvSource({ "/live, Authorization, Bearer x", "/health, authorization, Bearer x",
			"/live, Authorization, Basic eDp5", "/live, X-API-Key, wrong", "/health, x-api-key, wrong",
			"/live, Authorization, Bearer" })
	void probeWhenTheCredentialIsBadIsAnswered(String path, String header, String value) {
		for (int i = 0; i < 4; i++) {
			assertThat(application.get(path, header, value).statusCode()).isEqualTo(200);
			assertThat(application.send("HEAD", path, header, value).statusCode()).isEqualTo(200);
		}
	}

	@Test
	void otherMethodWhenTheCredentialIsBadIsRefused() {
		assertThat(application.send("POST", "/live", "X-Forwarded-For", "192.0.2.1", "Authorization", "Bearer x")
			.statusCode()).isEqualTo(401);
	}

	@Test
	void probeWhenARuleClosesItStillNeedsTheCredential() {
		assertThat(application.get("/ready").statusCode()).isEqualTo(401);
		assertThat(application.get("/ready", "Authorization", "Bearer " + token()).statusCode()).isEqualTo(200);
	}

	@Test
	void probeWhenItShowsMoreToSomeLooksAtTheCredential() {
		try (RunningApplication other = RunningApplication.start(Application.class,
				"hardening.jwt.secret=q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa",
				"hardening.health.show-checks=when-authorized")) {
			String token = other.bean(JwtTokenService.class).issue(JwtSubject.of("ada", "ACTUATOR")).accessToken();
			assertThat(other.get("/health").body()).doesNotContain("\"checks\"");
			assertThat(other.get("/health", "Authorization", "Bearer " + token).body()).contains("\"checks\"");
			assertThat(other.get("/health", "Authorization", "Bearer x").statusCode()).isEqualTo(401);
			assertThat(other.get("/live", "Authorization", "Bearer x").statusCode()).isEqualTo(200);
		}
	}

	private String token() {
		return application.bean(JwtTokenService.class).issue(JwtSubject.of("ada")).accessToken();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
