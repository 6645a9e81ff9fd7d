package dev.hardening.health.servlet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the probes over a real port.
 */
class ProbesOverHttpTests {

	private final HttpClient client = HttpClient.newHttpClient();

	private ServletWebServerApplicationContext context;

	@AfterEach
	void close() {
		if (this.context != null) {
			this.context.close();
		}
	}

	@Test
	void healthWhenAllWorksIsHealthy() throws Exception {
		start(Application.class, "--spring.application.version=1.2.3", "--hardening.environment=staging");
		HttpResponse<String> response = send("GET", "/health");
		JsonNode body = json(response);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(body.propertyNames()).containsExactly("status", "timestamp", "version", "env", "checks");
		assertThat(body.get("status").asString()).isEqualTo("healthy");
		assertThat(body.get("version").asString()).isEqualTo("1.2.3");
		assertThat(body.get("env").asString()).isEqualTo("staging");
		assertThat(Instant.parse(body.get("timestamp").asString())).isBeforeOrEqualTo(Instant.now());
		assertThat(body.get("checks").propertyNames()).contains("database", "disk", "memory", "config")
			.doesNotContain("ping", "redis");
		assertThat(body.get("checks").get("database").asString()).isEqualTo("up");
	}

	@Test
	void healthWhenAnIndicatorIsDownIsDegradedAndHidesTheCause() throws Exception {
		start(Broken.class);
		HttpResponse<String> response = send("GET", "/health");
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(json(response).get("status").asString()).isEqualTo("degraded");
		assertThat(json(response).get("checks").get("broken").asString()).isEqualTo("down");
		assertThat(response.body()).doesNotContain("secret-cause");
		assertThat(send("GET", "/ready").statusCode()).isEqualTo(200);
	}

	@Test
	void readyWhenAllWorksIsReady() throws Exception {
		start(Application.class);
		HttpResponse<String> response = send("GET", "/ready");
		JsonNode body = json(response);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(body.propertyNames()).containsExactly("status", "timestamp", "version", "checks");
		assertThat(body.get("status").asString()).isEqualTo("ready");
		assertThat(body.get("checks").get("database").asBoolean()).isTrue();
		assertThat(body.get("checks").get("config").asBoolean()).isTrue();
	}

	@Test
	void readyWhenTrafficIsRefusedIsNotReadyAtOnce() throws Exception {
		start(Application.class);
		assertThat(send("GET", "/ready").statusCode()).isEqualTo(200);
		AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		HttpResponse<String> response = send("GET", "/ready");
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(json(response).get("status").asString()).isEqualTo("not_ready");
		assertThat(json(response).get("checks").get("traffic").asBoolean()).isFalse();
		assertThat(send("GET", "/live").statusCode()).isEqualTo(200);
	}

	@Test
	void readyWhenTheUserConfiguredTheGroupAsksItsMembers() throws Exception {
		start(Broken.class, "--management.endpoint.health.group.readiness.include=broken");
		HttpResponse<String> response = send("GET", "/ready");
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(json(response).get("checks").propertyNames()).containsExactlyInAnyOrder("broken", "traffic");
	}

	@Test
	void readinessGroupOfTheActuatorHasTheSameMembers() throws Exception {
		start(Application.class, "--management.endpoint.health.show-components=always");
		JsonNode components = json(send("GET", "/actuator/health/readiness")).get("components");
		assertThat(components.propertyNames()).containsExactlyInAnyOrder("config", "db", "migrations",
				"readinessState");
	}

	@Test
	void liveWhenEveryCheckHangsAnswers() throws Exception {
		start(Hanging.class, "--hardening.health.timeout=100ms");
		HttpResponse<String> response = send("GET", "/live");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(json(response).propertyNames()).containsExactly("status", "timestamp");
		assertThat(json(response).get("status").asString()).isEqualTo("alive");
	}

	@Test
	void liveWhenTheApplicationIsBrokenFails() throws Exception {
		start(Application.class);
		AvailabilityChangeEvent.publish(this.context, LivenessState.BROKEN);
		assertThat(send("GET", "/live").statusCode()).isEqualTo(503);
	}

	@Test
	void healthWhenACheckHangsHoldsOneThreadHoweverOftenItIsAsked() throws Exception {
		start(Hanging.class, "--hardening.health.timeout=100ms");
		for (int i = 0; i < 20; i++) {
			HttpResponse<String> response = send("GET", "/health");
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(json(response).get("checks").get("hanging").asString()).isEqualTo("down");
		}
		assertThat(this.context.getBean(HangingHealthIndicator.class).calls).hasValue(1);
	}

	@Test
	void probesWhenHeadHaveTheSameHeadAndNoBody() throws Exception {
		start(Application.class);
		for (String path : Set.of("/health", "/ready", "/live")) {
			HttpResponse<String> response = send("HEAD", path);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEmpty();
			assertThat(response.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
		}
	}

	@Test
	void probesWhenAnotherMethodAnswer405() throws Exception {
		start(Application.class);
		for (String method : Set.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
			HttpResponse<String> response = send(method, "/health");
			assertThat(response.statusCode()).as(method).isEqualTo(405);
			assertThat(response.headers().firstValue("Allow").orElse("")).contains("GET", "HEAD");
		}
	}

	@Test
	void probesWhenAControllerMatchesEveryPathStillAnswer() throws Exception {
		start(CatchAll.class);
		assertThat(send("GET", "/live").body()).contains("alive");
		assertThat(send("GET", "/other").body()).isEqualTo("page other");
	}

	@Test
	void probesWhenPathsAreMovedAnswerThereOnly() throws Exception {
		start(Application.class, "--hardening.health.health-path=/internal/status");
		assertThat(send("GET", "/internal/status").statusCode()).isEqualTo(200);
		assertThat(send("GET", "/health").statusCode()).isEqualTo(404);
	}

	@Test
	void probesWhenDisabledAreNotThere() throws Exception {
		start(Application.class, "--hardening.health.enabled=false");
		assertThat(send("GET", "/health").statusCode()).isEqualTo(404);
		assertThat(send("GET", "/actuator/health").statusCode()).isEqualTo(200);
	}

	@Test
	void checksWhenShownToNobodyAreLeftOut() throws Exception {
		start(Application.class, "--hardening.health.show-checks=never");
		assertThat(json(send("GET", "/health")).has("checks")).isFalse();
		assertThat(json(send("GET", "/ready")).has("checks")).isFalse();
	}

	@Test
	void probesWhenTheHealthEndpointIsNotExposedAnswer() throws Exception {
		start(Broken.class, "--management.endpoints.web.exposure.include=info");
		assertThat(send("GET", "/actuator/health").statusCode()).isEqualTo(404);
		assertThat(send("GET", "/health").statusCode()).isEqualTo(503);
		assertThat(send("GET", "/ready").statusCode()).isEqualTo(200);
	}

	@Test
	void actuatorExposesNothingThatShowsSecrets() throws Exception {
		start(Application.class);
		for (String endpoint : Set.of("env", "configprops", "heapdump", "threaddump", "beans", "loggers", "shutdown",
				"mappings")) {
			assertThat(send("GET", "/actuator/" + endpoint).statusCode()).as(endpoint).isEqualTo(404);
		}
	}

	private void start(Class<?> application, String... arguments) {
		this.context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(application)
			// The first check of all opens the pool of connections, which takes its time.
			.properties(Map.of("server.port", "0", "hardening.health.timeout", "1m"))
			.run(arguments);
	}

	private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
		URI uri = URI.create("http://127.0.0.1:%d%s".formatted(this.context.getWebServer().getPort(), path));
		return this.client.send(HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private JsonNode json(HttpResponse<String> response) {
		return JsonMapper.shared().readTree(response.body());
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
	static class Application {

		@Bean
		SecurityFilterChain open(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.csrf((csrf) -> csrf.disable())
				.build();
		}

	}

	static class Broken extends Application {

		@Bean
		HealthIndicator brokenHealthIndicator() {
			return () -> Health.down(new IllegalStateException("secret-cause"))
				.withDetail("url", "secret-cause")
				.build();
		}

	}

	static class Hanging extends Application {

		@Bean
		HangingHealthIndicator hangingHealthIndicator() {
			return new HangingHealthIndicator();
		}

	}

	@RestController
	static class CatchAll extends Application {

		@GetMapping("/{page}")
		String page(@PathVariable String page) {
			return "page " + page;
		}

	}

}
