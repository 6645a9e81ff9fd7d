package dev.hardening.jwt.servlet;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every hostile token goes over a real socket, since half of them no client would send.
 */
class HostileTokensTests {

	@Nested
	class BySecret extends OfAlgorithm {

		private static final String SECRET = "q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa";

		@BeforeAll
		static void start() {
			start(HostileTokens.ofSecret(SECRET), HostileSignatures.ofSecret(SECRET), "hardening.jwt.secret=" + SECRET);
		}

	}

	@Nested
	class ByRsa extends OfAlgorithm {

		private static String good;

		@BeforeAll
		static void start() throws GeneralSecurityException {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			KeyPair keys = generator.generateKeyPair();
			good = HostilePaddings.good(keys, "{\"alg\":\"RS256\",\"typ\":\"at+jwt\"}", HostileTokens.claims(""));
			start(new HostileTokens("RS256",
					(header, claims) -> TokenForge.signParts("SHA256withRSA", header, claims, keys.getPrivate())),
					HostileSignatures.ofRsa(keys, generator.generateKeyPair()), properties(keys));
		}

		@Test
		void paddingWhenMadeByTheSameHandWithoutAFlawIsAccepted() throws IOException {
			assertThat(send("Authorization: Bearer " + good)).startsWith("HTTP/1.1 200");
		}

	}

	@Nested
	class ByEllipticCurve extends OfAlgorithm {

		@BeforeAll
		static void start() throws GeneralSecurityException {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			KeyPair keys = generator.generateKeyPair();
			start(new HostileTokens("ES256",
					(header, claims) -> TokenForge.signParts("SHA256withECDSAinP1363Format", header, claims,
							keys.getPrivate())),
					HostileSignatures.ofEllipticCurve(keys, generator.generateKeyPair()), properties(keys));
		}

	}

	abstract static class OfAlgorithm {

		private static RunningApplication application;

		private static HostileTokens tokens;

		private static Map<String, String> all;

		static void start(HostileTokens common, Map<String, String> signatures, String... properties) {
			tokens = common;
			all = new LinkedHashMap<>(common.all());
			signatures.forEach((name, token) -> all.put("signature: " + name, token));
			List<String> arguments = new ArrayList<>(List.of(properties));
			arguments.addAll(List.of("hardening.jwt.issuer=studio", "server.max-http-request-header-size=64KB",
					"hardening.requests.max-header-size=64KB", "hardening.rate-limit.enabled=false"));
			application = RunningApplication.start(JwtOverHttpTests.Application.class,
					arguments.toArray(String[]::new));
		}

		static String[] properties(KeyPair keys) {
			return new String[] { "hardening.jwt.private-key=" + pem("PRIVATE", keys.getPrivate()),
					"hardening.jwt.public-key=" + pem("PUBLIC", keys.getPublic()) };
		}

		private static String pem(String kind, Key key) {
			String base64 = Base64.getMimeEncoder().encodeToString(key.getEncoded());
			return "-----BEGIN %s KEY-----\n%s\n-----END %s KEY-----".formatted(kind, base64, kind);
		}

		@AfterAll
		static void stop() {
			application.close();
		}

		@Test
		void tokenWhenMadeByTheSameForgeWithoutAFlawIsAccepted() throws IOException {
			assertThat(send("Authorization: Bearer " + tokens.good())).startsWith("HTTP/1.1 200");
		}

		@Test
		void listWhenCountedIsLongEnough() {
			assertThat(all).hasSizeGreaterThanOrEqualTo(200);
		}

		@TestFactory
		Stream<DynamicTest> tokenWhenHostileIsUnauthorized() {
			return all.entrySet()
				.stream()
				.map((entry) -> DynamicTest.dynamicTest(entry.getKey(),
						() -> refused("Authorization: Bearer " + entry.getValue())));
		}

		@TestFactory
		Stream<DynamicTest> headerWhenHostileIsUnauthorized() {
			String good = tokens.good();
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

		final String send(String header) throws IOException {
			try (Socket socket = new Socket("127.0.0.1", application.port())) {
				socket.setSoTimeout(20_000);
				String request = "GET /me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n\r\n";
				socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
				return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			}
		}

	}

}
