package dev.hardening.sentry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What reaches a receiver of Sentry's envelopes.
 */
@Tag("long")
class SentryOverHttpTests {

	private static final String CANARY = "c4n4ry";

	private static final String BEARER = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0."
			+ "dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private ConfigurableApplicationContext context;

	@AfterEach
	void stop() {
		if (this.context != null) {
			this.context.close();
		}
	}

	@Test
	void faultWhenUnhandledIsSentOnce() throws Exception {
		try (SentryReceiver receiver = SentryReceiver.start()) {
			start(receiver, "production");
			send(request("/fault/7").header("X-Request-ID", "fault-001"));
			List<JsonNode> events = events(receiver);
			assertThat(events).hasSize(1);
			JsonNode event = events.get(0);
			assertThat(event.path("environment").asString()).isEqualTo("production");
			assertThat(event.path("release").asString()).isEqualTo("shop@1.2.3");
			assertThat(event.at("/tags/request_id").asString()).isEqualTo("fault-001");
			assertThat(event.at("/tags/route").asString()).isEqualTo("GET /fault/{id}");
			assertThat(event.at("/tags/user_id").asString()).hasSize(16);
			assertThat(event.at("/user/id").asString()).isEqualTo(event.at("/tags/user_id").asString());
			assertThat(receiver.everything()).doesNotContain("demo-user");
		}
	}

	@Test
	void errorWhenLoggedIsSentOnce() throws Exception {
		try (SentryReceiver receiver = SentryReceiver.start()) {
			start(receiver, "staging");
			send(request("/logged"));
			assertThat(events(receiver)).hasSize(1);
		}
	}

	@ParameterizedTest
	@CsvSource({ "/problem, 429", "/status, 418", "/nothing-here, 404", "/denied, 403" })
	void refusalIsNotSent(String path, int status) throws Exception {
		try (SentryReceiver receiver = SentryReceiver.start()) {
			start(receiver, "production");
			assertThat(send(request(path))).isEqualTo(status);
			assertThat(events(receiver)).isEmpty();
		}
	}

	@Test
	void canaryWhenSentInAnyWayIsNotInTheEnvelopes() throws Exception {
		try (SentryReceiver receiver = SentryReceiver.start()) {
			start(receiver, "production");
			send(request("/canary/" + BEARER + "?password=" + CANARY + "&q=" + CANARY).header("X-API-Key", CANARY)
				.header("Cookie", "session=" + CANARY)
				.header("X-Auth-Token", CANARY)
				.header("X-Note", "password=" + CANARY)
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString("{\"password\":\"%s\"}".formatted(CANARY))));
			send(request("/canary-form?token=" + CANARY).header("Content-Type", "application/x-www-form-urlencoded")
				.POST(BodyPublishers.ofString("user=demo&password=" + CANARY + "&note=api_key%3D" + CANARY)));
			assertThat(events(receiver)).anySatisfy(
					(event) -> assertThat(event.at("/exception/values/0/value").asString()).startsWith("Cannot use "));
			assertThat(receiver.items("transaction")).isNotEmpty();
			assertThat(receiver.everything()).contains("Cannot log in")
				.doesNotContain(CANARY)
				.doesNotContain("dozjgNryP4J3");
		}
	}

	@ParameterizedTest
	@CsvSource({ "development, hardening.sentry.dsn", "development, sentry.dsn" })
	void faultWhenEnvironmentIsNotListedIsNotSent(String environment, String key) throws Exception {
		try (SentryReceiver receiver = SentryReceiver.start()) {
			start(environment, "--" + key + "=" + receiver.dsn());
			send(request("/fault/7"));
			assertThat(Sentry.isEnabled()).isFalse();
			assertThat(events(receiver)).isEmpty();
		}
	}

	// A request that waited for the receiver would never be answered.
	@Test
	@Timeout(value = 5, unit = TimeUnit.MINUTES)
	void requestWhenReceiverIsDeadIsAnsweredAndTheShutdownEnds() throws Exception {
		try (SentryReceiver receiver = SentryReceiver.startDead()) {
			start(receiver, "production", "--sentry.read-timeout-millis=1000000");
			for (int i = 0; i < 50; i++) {
				assertThat(send(request("/fault/" + i))).isEqualTo(500);
			}
			// What closing waits for at most: the first twice, the second once.
			SentryOptions options = Sentry.getCurrentScopes().getOptions();
			assertThat(options.getShutdownTimeoutMillis()).isEqualTo(1000);
			assertThat(options.getFlushTimeoutMillis()).isEqualTo(2000);
			this.context.close();
			assertThat(receiver.everything()).isEmpty();
		}
	}

	private List<JsonNode> events(SentryReceiver receiver) {
		Sentry.flush(10_000);
		return receiver.items("event");
	}

	private void start(SentryReceiver receiver, String environment, String... more) {
		start(environment, Stream
			.concat(Stream.of("--hardening.sentry.dsn=" + receiver.dsn(), "--hardening.sentry.traces-sample-rate=1.0"),
					Stream.of(more))
			.toArray(String[]::new));
	}

	private void start(String environment, String... arguments) {
		this.context = new SpringApplicationBuilder(Application.class)
			.properties("server.port=0", "hardening.environment=" + environment, "hardening.rate-limit.enabled=false")
			.run(arguments);
	}

	private HttpRequest.Builder request(String path) {
		int port = ((ServletWebServerApplicationContext) this.context).getWebServer().getPort();
		String credentials = Base64.getEncoder()
			.encodeToString("demo-user:demo-password-1".getBytes(StandardCharsets.UTF_8));
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.header("Authorization", "Basic " + credentials);
	}

	private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return CLIENT.send(request.build(), BodyHandlers.ofString()).statusCode();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
	static class Application {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/denied").denyAll().anyRequest().authenticated())
				.csrf((csrf) -> csrf.disable())
				.httpBasic((basic) -> {
				})
				.build();
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(
					User.withUsername("demo-user").password("{noop}demo-password-1").roles("USER").build());
		}

		@Bean
		BuildProperties buildProperties() {
			Properties entries = new Properties();
			entries.putAll(Map.of("artifact", "shop", "version", "1.2.3"));
			return new BuildProperties(entries);
		}

		@Bean
		Endpoints endpoints() {
			return new Endpoints();
		}

	}

	@RestController
	static class Endpoints {

		private static final Logger logger = LoggerFactory.getLogger(Endpoints.class);

		@GetMapping("/fault/{id}")
		void fault(@PathVariable String id) {
			throw new IllegalStateException("fault " + id);
		}

		@GetMapping("/logged")
		String logged() {
			logger.error("It went wrong", new IllegalStateException("cause"));
			return "logged";
		}

		@GetMapping("/problem")
		void problem() {
			throw new ProblemException(Problem.of(ProblemType.RATE_LIMIT_EXCEEDED, null));
		}

		@GetMapping("/status")
		void status() {
			throw new ResponseStatusException(HttpStatus.valueOf(418));
		}

		@PostMapping("/canary-form")
		void form(@RequestParam Map<String, String> form, HttpServletRequest request) {
			logger.warn("The query is {}", request.getQueryString());
			throw new IllegalStateException("Cannot use " + form);
		}

		@PostMapping("/canary/{token}")
		void canary(@PathVariable String token, @RequestBody Map<String, String> body, HttpServletRequest request) {
			MDC.put("password", body.get("password"));
			logger.info("Trying password={}", body.get("password"));
			logger.error("Cannot log in with password={} and Bearer {}", body.get("password"), token);
			throw new IllegalStateException("Cannot log in with " + body,
					new IllegalArgumentException("X-API-Key: " + request.getHeader("X-API-Key")));
		}

	}

}
