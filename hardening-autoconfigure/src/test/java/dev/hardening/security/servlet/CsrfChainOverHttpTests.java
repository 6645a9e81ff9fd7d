package dev.hardening.security.servlet;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A chain of the user's own that checks CSRF tokens, which may be in a form.
 */
class CsrfChainOverHttpTests {

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(Application.class, "hardening.environment=staging",
				"hardening.rate-limit.policies.forms.paths=/form", "hardening.rate-limit.policies.forms.limits=1/1h",
				"hardening.requests.max-body-size=1MB");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void formWhenOverTheLimitIsRefusedBeforeItIsReadForItsToken() throws Exception {
		assertThat(send("/form", 5, "a=b&c")).startsWith("HTTP/1.1 403");
		// Nothing of this one's body is ever sent.
		assertThat(send("/form", 500_000, "")).startsWith("HTTP/1.1 429");
	}

	@Test
	void formWhenTooLargeIsRefusedBeforeItIsReadForItsToken() throws Exception {
		assertThat(send("/other", 2_000_000, "")).startsWith("HTTP/1.1 413");
	}

	private static String send(String path, int length, String body) throws Exception {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), application.port())) {
			socket.setSoTimeout(60_000);
			String request = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length
					+ "\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n" + body;
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			byte[] head = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
			return new String(head, StandardCharsets.US_ASCII);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
	@RestController
	static class Application {

		@PostMapping({ "/form", "/other" })
		String form() {
			return "taken";
		}

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

	}

}
