package dev.hardening.security.servlet;

import java.net.http.HttpResponse;
import java.time.Duration;

import dev.hardening.jwt.JwtSubject;
import dev.hardening.jwt.JwtTokenService;
import dev.hardening.test.RunningApplication;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an operator meets: writes to the actuator, and what is counted.
 */
class ActuatorOverHttpTests {

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(Application.class,
				"hardening.jwt.secret=q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa",
				"management.endpoints.web.exposure.include=ratelimit");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/ratelimit/api/203.0.113.7" })
	void writeWhenWithTheAuthorityIsDoneAndElseRefused(String path) {
		assertThat(application.send("DELETE", path).statusCode()).isEqualTo(401);
		assertThat(delete(path, "ROLE_ADMIN").statusCode()).isEqualTo(403);
		assertThat(delete(path, "ROLE_ACTUATOR").statusCode()).isEqualTo(403);
		assertThat(delete(path, "ACTUATOR").statusCode()).isEqualTo(204);
	}

	@Test
	void authenticationWhenItSucceedsOrFailsIsCountedByMechanism() {
		double successes = count("bearer", "success");
		double failures = count("bearer", "failure");
		delete("/actuator/ratelimit/api/203.0.113.8", "ACTUATOR");
		application.get("/any", "Authorization", "Bearer " + "x".repeat(40));
		application.get("/any");
		await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
			assertThat(count("bearer", "success")).isEqualTo(successes + 1);
			assertThat(count("bearer", "failure")).isEqualTo(failures + 1);
		});
		assertThat(count("password", "failure")).isZero();
	}

	@Test
	void observationsWhenOfSpringSecurityAreNotMade() {
		application.get("/any");
		assertThat(application.bean(MeterRegistry.class).getMeters())
			.noneMatch((meter) -> meter.getId().getName().startsWith("spring.security"));
		ObservationRegistry registry = application.bean(ObservationRegistry.class);
		assertThat(Observation.createNotStarted("spring.security.filterchains", registry).isNoop()).isTrue();
		assertThat(Observation.createNotStarted("orders", registry).isNoop()).isFalse();
	}

	private static double count(String mechanism, String outcome) {
		return application.bean(MeterRegistry.class)
			.get("hardening.authentication")
			.tags("mechanism", mechanism, "outcome", outcome)
			.counter()
			.count();
	}

	private static HttpResponse<String> delete(String path, String authority) {
		String token = application.bean(JwtTokenService.class).issue(JwtSubject.of("ada", authority)).accessToken();
		return application.send("DELETE", path, "Authorization", "Bearer " + token);
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
