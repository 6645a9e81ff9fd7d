package dev.hardening.lockout.servlet;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.hardening.jwt.JwtSubject;
import dev.hardening.jwt.JwtTokenService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lockout as a client meets it.
 */
class LockoutOverHttpTests {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final AtomicInteger CHECKS = new AtomicInteger();

	private ConfigurableApplicationContext context;

	@BeforeEach
	void start() {
		CHECKS.set(0);
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET)
			.properties(Map.ofEntries(Map.entry("server.port", "0"), Map.entry("hardening.rate-limit.enabled", "false"),
					Map.entry("hardening.lockout.tracks.login.paths", "/login"),
					Map.entry("hardening.lockout.tracks.login.key", "ip,path"),
					Map.entry("hardening.lockout.tracks.login.failures", "5"),
					Map.entry("hardening.jwt.secret", "kT8vQ2nB5xZ1rL9wY4mC7pD3sF6gH0jA"),
					Map.entry("hardening.jwt.issuer", "test"), Map.entry("hardening.jwt.audience", "test"),
					Map.entry("hardening.security.rules[0].paths", "/login"),
					Map.entry("hardening.security.rules[0].access", "permit-all")))
			.run();
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void loginWhenGuessedTooOftenAnswersRightAndWrongAlike() throws Exception {
		for (int i = 0; i < 5; i++) {
			assertThat(login("wrong").statusCode()).isEqualTo(401);
		}
		HttpResponse<String> wrong = login("wrong");
		HttpResponse<String> right = login("right");
		assertThat(wrong.statusCode()).isEqualTo(429);
		assertThat(wrong.body()).contains("\"error\":\"locked_out\"").contains("retry_after");
		assertThat(wrong.headers().firstValue("Retry-After")).isPresent();
		assertThat(wrong.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(right.statusCode()).isEqualTo(429);
		assertThat(right.body().replaceAll("[0-9a-f-]{36}|\\d+", ""))
			.isEqualTo(wrong.body().replaceAll("[0-9a-f-]{36}|\\d+", ""));
		assertThat(CHECKS).hasValue(5);
	}

	@Test
	void loginWhenTwoHundredGuessAtOnceChecksFivePasswords() {
		List<CompletableFuture<HttpResponse<String>>> guesses = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			guesses.add(CLIENT.sendAsync(request("/login?password=wrong").POST(BodyPublishers.noBody()).build(),
					HttpResponse.BodyHandlers.ofString()));
		}
		List<Integer> statuses = guesses.stream().map((guess) -> guess.join().statusCode()).toList();
		assertThat(CHECKS).hasValue(5);
		assertThat(statuses).containsOnly(401, 429).contains(429);
		assertThat(statuses.stream().filter((status) -> status == 401)).hasSize(5);
	}

	@Test
	void loginWhenRightIsNotCounted() throws Exception {
		for (int i = 0; i < 20; i++) {
			assertThat(login("right").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void bearerTokenWhenRightInManyRequestsAtOnceIsNeverLockedOut() {
		String token = this.context.getBean(JwtTokenService.class)
			.issue(new JwtSubject("alice", Set.of(), Set.of(), Map.of()))
			.accessToken();
		List<CompletableFuture<HttpResponse<String>>> requests = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			requests.add(CLIENT.sendAsync(request("/private").header("Authorization", "Bearer " + token).GET().build(),
					HttpResponse.BodyHandlers.ofString()));
		}
		assertThat(requests.stream().map((request) -> request.join().statusCode())).containsOnly(200);
	}

	@Test
	void bearerTokenWhenGuessedTooOftenLocksCredentialsAndNothingElse() throws Exception {
		for (int i = 0; i < 10; i++) {
			assertThat(get("/private", "guess-" + i).statusCode()).isEqualTo(401);
		}
		assertThat(get("/private", "guess").statusCode()).isEqualTo(429);
		assertThat(login("right").statusCode()).as("a login from the locked address").isEqualTo(429);
		assertThat(send(request("/private").GET()).statusCode()).as("without a credential").isEqualTo(401);
		assertThat(send(request("/live").GET()).statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> login(String password) throws Exception {
		return send(request("/login?password=" + password).POST(BodyPublishers.noBody()));
	}

	private HttpResponse<String> get(String path, String token) throws Exception {
		return send(request(path).header("Authorization", "Bearer " + token).GET());
	}

	private HttpRequest.Builder request(String path) {
		int port = ((ServletWebServerApplicationContext) this.context).getWebServer().getPort();
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.version(HttpClient.Version.HTTP_1_1);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class })
	static class Application {

		@RestController
		static class LoginController {

			@PostMapping("/login")
			String login(@RequestParam String password) {
				CHECKS.incrementAndGet();
				if (!password.equals("right")) {
					throw new BadCredentialsException("wrong");
				}
				return "welcome";
			}

			@GetMapping("/private")
			String secret() {
				return "secret";
			}

		}

	}

}
