package dev.hardening.logging.servlet;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.web.exchanges.InMemoryHttpExchangeRepository;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that are hard to write down, while exchanges are recorded.
 */
class HostileExchangesTests {

	private static final String SECRET = "canary-3f9c1b7e5d";

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(Application.class, "hardening.environment=staging",
				"hardening.rate-limit.enabled=false", "hardening.security.rules[0].paths=/**",
				"hardening.security.rules[0].access=permit-all");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/any?token=" + SECRET + "%0d%0aX:", "/any?token=%zz" + SECRET, "/any?a={\"token\":\"x\"}",
			"/any?token=" + SECRET + "|^`<>", "/any?%zz=%", "/any?token=%E4%F6" + SECRET, "/any?&&==&token",
			"/any?token=" + SECRET + "#x", "/any?tok%65n=" + SECRET, "/any/%E4%F6%FC", "/any/%7B%7D%5E%60%7C" })
	void exchangeWhenItsAddressIsOddIsRecordedWithoutItsSecret(String target) throws Exception {
		assertRecorded("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /any HTTP/1.0\r\n", "GET /any HTTP/1.1\r\nHost: [::1]:8080\r\n",
			"GET /any HTTP/1.1\r\nHost:\r\n", "GET http://localhost/any?token=" + SECRET + " HTTP/1.1\r\nHost: x\r\n",
			"GET /any HTTP/1.1\r\nHost: a_b.example\r\n" })
	void exchangeWhenItsHostIsOddIsRecordedWithoutItsSecret(String head) throws Exception {
		assertRecorded(head);
	}

	@Test
	void exchangesAreKept() throws Exception {
		assertThat(send("GET /any HTTP/1.1\r\nHost: localhost\r\n")).startsWith("HTTP/1.1 200");
		assertThat(recorded()).contains("/any");
	}

	private static void assertRecorded(String head) throws Exception {
		assertThat(send(head)).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 5");
		assertThat(recorded()).doesNotContain(SECRET);
	}

	private static String recorded() {
		StringBuilder text = new StringBuilder();
		application.bean(InMemoryHttpExchangeRepository.class)
			.findAll()
			.forEach((exchange) -> text.append(exchange.getRequest().getUri())
				.append(exchange.getRequest().getHeaders())
				.append('\n'));
		return text.toString();
	}

	private static String send(String head) throws Exception {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), application.port())) {
			socket.setSoTimeout(60_000);
			socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
	@RestController
	static class Application {

		@GetMapping({ "/any", "/any/{name}" })
		String any() {
			return "any";
		}

		@Bean
		InMemoryHttpExchangeRepository exchanges() {
			return new InMemoryHttpExchangeRepository();
		}

	}

}
