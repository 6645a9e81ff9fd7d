package dev.hardening.jwt.servlet;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

import dev.hardening.security.servlet.RunningApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every hostile token goes over a real socket, since half of them no client would send.
 */
class HostileTokensTests {

	private static final String SECRET = "q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa";

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(JwtOverHttpTests.Application.class, "hardening.jwt.secret=" + SECRET,
				"hardening.jwt.issuer=studio", "server.max-http-request-header-size=64KB",
				"hardening.requests.max-header-size=64KB", "hardening.rate-limit.enabled=false");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void tokenWhenMadeByTheSameForgeWithoutAFlawIsAccepted() throws IOException {
		assertThat(send("Authorization: Bearer " + new HostileTokens(SECRET).good())).startsWith("HTTP/1.1 200");
	}

	@Test
	void listWhenCountedIsLongEnough() {
		assertThat(new HostileTokens(SECRET).all()).hasSizeGreaterThan(150);
	}

	@TestFactory
	Stream<DynamicTest> tokenWhenHostileIsUnauthorized() {
		Map<String, String> tokens = new HostileTokens(SECRET).all();
		return tokens.entrySet()
			.stream()
			.map((entry) -> DynamicTest.dynamicTest(entry.getKey(),
					() -> refused("Authorization: Bearer " + entry.getValue())));
	}

	@TestFactory
	Stream<DynamicTest> headerWhenHostileIsUnauthorized() {
		String good = new HostileTokens(SECRET).good();
		return Stream
			.of("Authorization: Bearer", "Authorization: Bearer ", "Authorization: bearer\t" + good,
					"Authorization: Bearer" + good, "Authorization: Bearer=" + good,
					"Authorization: Bearer " + good + "\r\nAuthorization: Bearer " + good,
					"Authorization: Basic YTpi\r\nAuthorization: Bearer " + good, "Authorization: Token " + good,
					"Authorization: " + good, "Authorization: Basic " + good, "Authorization: DPoP " + good,
					"X-Authorization: Bearer " + good, "Cookie: access_token=" + good,
					"Proxy-Authorization: Bearer " + good)
			.map((header) -> DynamicTest.dynamicTest(header.substring(0, Math.min(40, header.length())), () -> {
				String answer = send(header);
				assertThat(answer).startsWith("HTTP/1.1 401");
				assertThat(answer).contains("application/problem+json").doesNotContain("Exception");
			}));
	}

	private void refused(String header) throws IOException {
		String answer = send(header);
		assertThat(answer).startsWith("HTTP/1.1 401");
		assertThat(answer).contains("Content-Type: application/problem+json")
			.contains("WWW-Authenticate: Bearer error=\"invalid_token\"\r\n")
			.contains("\"error\":\"unauthorized\"")
			.doesNotContain("Exception")
			.doesNotContain("error_description")
			.doesNotContain("expired");
	}

	private String send(String header) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", application.port())) {
			socket.setSoTimeout(20_000);
			String request = "GET /me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
