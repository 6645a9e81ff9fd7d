package dev.hardening.edge;

import java.io.IOException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application whose chains leave paths out.
 */
class UncoveredPathsTests {

	private static EdgeApplication application;

	@BeforeAll
	static void start() {
		application = EdgeApplication.of(PartlyCovered.class, "hardening.rate-limit.policies.few.paths=/ok",
				"hardening.rate-limit.policies.few.limits=3/1h", "hardening.rate-limit.policies.few.key=client",
				"hardening.requests.max-body-size=1KB", "hardening.cors.allowed-origins=https://web.example.com",
				"hardening.jwt.secret=a-secret-of-the-test-alone-0123456789abcdef");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void pathOutsideTheChainsIsOpenWithHeaders() throws IOException {
		assertThat(get("/empty", "")).startsWith("HTTP/1.1 404")
			.containsOnlyOnce("Content-Security-Policy: default-src 'none'")
			.containsOnlyOnce("X-Content-Type-Options: nosniff")
			.containsOnlyOnce("Cache-Control: no-store")
			.containsOnlyOnce("Vary: Origin");
	}

	@Test
	void pathOutsideTheChainsAsksForNoIdentity() throws IOException {
		assertThat(get("/target", "Authorization: Bearer nonsense\n")).startsWith("HTTP/1.1 200");
		assertThat(get("/target", "X-API-Key: nonsense\n")).startsWith("HTTP/1.1 200");
		assertThat(application.raw("POST /echo HTTP/1.1\nHost: a\nConnection: close\nContent-Length: 0\n\n"))
			.startsWith("HTTP/1.1 200");
	}

	@Test
	void pathOutsideTheChainsIsHeldToLimits() throws IOException {
		for (int i = 0; i < 3; i++) {
			assertThat(get("/ok", "")).startsWith("HTTP/1.1 200");
		}
		assertThat(get("/ok", "")).startsWith("HTTP/1.1 429").contains("\"rate_limit_exceeded\"");
		assertThat(application
			.raw("POST /echo HTTP/1.1\nHost: a\nConnection: close\nContent-Length: 5000\n\n" + "x".repeat(5000)))
			.startsWith("HTTP/1.1 413");
	}

	@Test
	void pathOutsideTheChainsAnswersOrigins() throws IOException {
		assertThat(get("/cached", "Origin: https://web.example.com\n"))
			.contains("Access-Control-Allow-Origin: https://web.example.com");
		assertThat(get("/cached", "Origin: https://evil.example\n")).startsWith("HTTP/1.1 403");
	}

	@Test
	void pathOfAChainIsThatOfTheChain() throws IOException {
		assertThat(get("/private", "")).startsWith("HTTP/1.1 401").contains("X-Frame-Options: DENY");
	}

	@Test
	void pathThatTheUserIgnoresStaysOutside() throws IOException {
		assertThat(get("/redirect", "")).startsWith("HTTP/1.1 302").doesNotContain("Content-Security-Policy");
	}

	private static String get(String path, String headers) throws IOException {
		return application.raw("GET " + path + " HTTP/1.1\nHost: a\n" + headers + "Connection: close\n\n");
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration(excludeName = { "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
			"org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration" })
	static class PartlyCovered {

		@Bean
		@Order(1)
		SecurityFilterChain privateChain(HttpSecurity http) {
			return http.securityMatcher("/private")
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.build();
		}

		@Bean
		WebSecurityCustomizer ignoring() {
			return (web) -> web.ignoring().requestMatchers("/redirect");
		}

		@Bean
		EdgeBodies bodies() {
			return new EdgeBodies();
		}

		@Bean
		EdgeApplication.Endpoints endpoints() {
			return new EdgeApplication.Endpoints();
		}

	}

}
