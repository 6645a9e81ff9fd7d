package dev.hardening.lockout.servlet;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.hardening.lockout.LoginAttempts;
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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lockout by user name, and by address and endpoint, as clients from several
 * addresses meet it.
 */
class LockoutByNameOverHttpTests {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final AtomicInteger CHECKS = new AtomicInteger();

	private final List<ConfigurableApplicationContext> instances = new ArrayList<>();

	@BeforeEach
	void reset() {
		CHECKS.set(0);
	}

	@AfterEach
	void stop() {
		this.instances.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void nameWhenGuessedFromManyAddressesIsLockedEverywhereAndNoOtherIs() throws Exception {
		start("hardening.lockout.tracks.login.key=username");
		for (int i = 0; i < 5; i++) {
			assertThat(login(0, "203.0.113." + i, "alice", "wrong").statusCode()).isEqualTo(401);
		}
		assertThat(login(0, "203.0.113.99", "alice", "right").statusCode()).isEqualTo(429);
		assertThat(login(0, "203.0.113.99", "ALICE", "right").statusCode()).isEqualTo(429);
		assertThat(CHECKS).hasValue(5);
		assertThat(login(0, "203.0.113.1", "bob", "right").statusCode()).isEqualTo(200);
	}

	@Test
	void nameWhenGuessedByTwoHundredAtOnceIsCheckedFiveTimes() {
		start("hardening.lockout.tracks.login.key=username");
		List<CompletableFuture<HttpResponse<String>>> guesses = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			guesses.add(CLIENT.sendAsync(request(0, "203.0.113." + i, "alice", "wrong"),
					HttpResponse.BodyHandlers.ofString()));
		}
		assertThat(guesses.stream().map((guess) -> guess.join().statusCode()).toList()).containsOnly(401, 429);
		assertThat(CHECKS).hasValue(5);
	}

	@Test
	void nameWhenThereIsNoSuchUserAnswersAsForOneThatThereIs() throws Exception {
		start("hardening.lockout.tracks.login.key=username");
		for (int i = 0; i < 7; i++) {
			HttpResponse<String> known = login(0, "203.0.113.1", "alice", "wrong");
			HttpResponse<String> unknown = login(0, "203.0.113.2", "nobody", "wrong");
			assertThat(known.statusCode()).isEqualTo((i < 5) ? 401 : 429);
			assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
			assertThat(anonymous(unknown)).isEqualTo(anonymous(known));
		}
	}

	@Test
	void nameWhenRightInBetweenIsNotCounted() throws Exception {
		start("hardening.lockout.tracks.login.key=username");
		for (int i = 0; i < 20; i++) {
			assertThat(login(0, "203.0.113.1", "alice", "right").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void victimWhenAttackedFromElsewhereIsNotLockedOut() throws Exception {
		start("hardening.lockout.tracks.login.key=ip,path");
		for (int i = 0; i < 6; i++) {
			login(0, "203.0.113.1", "alice", "wrong");
		}
		assertThat(login(0, "203.0.113.1", "alice", "right").statusCode()).isEqualTo(429);
		assertThat(login(0, "203.0.113.2", "alice", "right").statusCode()).isEqualTo(200);
	}

	private void start(String... properties) {
		Map<String, Object> all = new LinkedHashMap<>(Map.of("server.port", "0",
				"hardening.rate-limit.policies.api.enabled", "false", "hardening.client-ip.trusted-proxies",
				"127.0.0.1/32", "hardening.lockout.tracks.login.paths", "/login",
				"hardening.lockout.tracks.login.failures", "5", "hardening.lockout.tracks.authentication.enabled",
				"false", "hardening.security.rules[0].paths", "/login", "hardening.security.rules[0].access",
				"permit-all", "management.endpoints.web.exposure.include", "lockout"));
		Arrays.stream(properties)
			.forEach((pair) -> all.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1)));
		this.instances
			.add(new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET).properties(all).run());
	}

	private HttpResponse<String> login(int instance, String address, String name, String password) throws Exception {
		return CLIENT.send(request(instance, address, name, password), HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest request(int instance, String address, String name, String password) {
		return HttpRequest.newBuilder(uri(instance, "/login"))
			.version(HttpClient.Version.HTTP_1_1)
			.header("Content-Type", "application/json")
			.header("X-Forwarded-For", address)
			.POST(BodyPublishers.ofString("{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password)))
			.build();
	}

	private URI uri(int instance, String path) {
		int port = ((ServletWebServerApplicationContext) this.instances.get(instance)).getWebServer().getPort();
		return URI.create("http://127.0.0.1:" + port + path);
	}

	private static String anonymous(HttpResponse<String> answer) {
		return answer.body().replaceAll("[0-9a-f-]{36}|\\d+", "");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class })
	static class Application {

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(
					User.withUsername("operator").password("{noop}operator-password").authorities("ACTUATOR").build());
		}

		@RestController
		static class LoginController {

			private final LoginAttempts attempts;

			LoginController(LoginAttempts attempts) {
				this.attempts = attempts;
			}

			@PostMapping("/login")
			String login(@RequestBody Map<String, String> login) {
				this.attempts.begin(login.getOrDefault("username", ""));
				CHECKS.incrementAndGet();
				if ("nobody".equals(login.get("username")) || !"right".equals(login.get("password"))) {
					throw new BadCredentialsException("wrong");
				}
				return "welcome";
			}

		}

	}

}
