package dev.hardening.jwt.servlet;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import dev.hardening.jwt.JwtSubject;
import dev.hardening.jwt.JwtTokenService;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The published keys, as others fetch them.
 */
class PublicKeysOverHttpTests {

	private static final String PATH = "/.well-known/jwks.json";

	private static final String SECRET = "q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa";

	@Test
	void keysWhenRsaArePublishedWithoutPrivateMembers() throws Exception {
		Map<String, Object> key = published(pair("RSA", 2048));
		assertThat(key).containsOnlyKeys("kty", "use", "alg", "kid", "n", "e")
			.containsEntry("kty", "RSA")
			.containsEntry("alg", "RS256");
	}

	@Test
	void keysWhenEllipticCurveArePublishedWithoutPrivateMembers() throws Exception {
		Map<String, Object> key = published(pair("EC", 256));
		assertThat(key).containsOnlyKeys("kty", "use", "alg", "kid", "crv", "x", "y")
			.containsEntry("crv", "P-256")
			.containsEntry("alg", "ES256");
	}

	@Test
	void keysWhenThereIsOnlyASecretAreNone() {
		try (RunningApplication application = RunningApplication.start(Application.class,
				"hardening.jwt.secret=" + SECRET)) {
			HttpResponse<String> response = application.get(PATH);
			assertThat(response.statusCode()).isEqualTo(404);
			assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(response.body()).doesNotContain("\"keys\"", "\"k\"");
		}
	}

	@Test
	void tokenWhenTheSecretIsInAFileAuthenticates(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("jwt"), SECRET + "\n");
		try (RunningApplication application = RunningApplication.start(Application.class,
				"hardening.jwt.secret-file=" + file);
				RunningApplication other = RunningApplication.start(Application.class, "hardening.jwt.secret=" + SECRET,
						"hardening.security.rules[0].paths=/any", "hardening.security.rules[0].access=authenticated")) {
			String token = application.bean(JwtTokenService.class).issue(JwtSubject.of("ada")).accessToken();
			assertThat(application.get("/any", "Authorization", "Bearer " + token).statusCode()).isEqualTo(404);
			assertThat(other.get("/any", "Authorization", "Bearer " + token).statusCode()).isEqualTo(404);
			assertThat(application.get("/any").statusCode()).isEqualTo(401);
		}
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> published(KeyPair pair) {
		try (RunningApplication application = RunningApplication.start(Application.class,
				"hardening.jwt.private-key=" + pem("PRIVATE KEY", pair.getPrivate().getEncoded()),
				"hardening.jwt.public-key=" + pem("PUBLIC KEY", pair.getPublic().getEncoded()))) {
			HttpResponse<String> response = application.get(PATH);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().firstValue("content-type")).hasValue("application/jwk-set+json");
			assertThat(application.send("POST", PATH).statusCode()).isEqualTo(401);
			Map<String, Object> set = JsonMapper.shared().readValue(response.body(), Map.class);
			assertThat(set).containsOnlyKeys("keys");
			List<Map<String, Object>> keys = (List<Map<String, Object>>) set.get("keys");
			assertThat(keys).hasSize(1);
			return keys.get(0);
		}
	}

	private static KeyPair pair(String algorithm, int size) throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
		generator.initialize(size);
		return generator.generateKeyPair();
	}

	private static String pem(String type, byte[] encoded) {
		return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(encoded)
				+ "\n-----END " + type + "-----\n";
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
