package dev.hardening.jwt.servlet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Issuers whose keys come over the network, well-behaved and not.
 */
class ExternalIssuerTests {

	private static final String SECRET = "q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa";

	private static final AtomicInteger FETCHES = new AtomicInteger();

	private static HttpServer server;

	private static RunningApplication application;

	private static RSAKey key;

	private static volatile JWKSet rotating = new JWKSet();

	@BeforeAll
	static void start() throws IOException, JOSEException {
		key = new RSAKeyGenerator(2048).keyID("partner-1").generate();
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		JWKSet good = new JWKSet(key.toPublicJWK());
		publish("/good", () -> good);
		publish("/rotating", () -> rotating);
		JWKSet mixed = new JWKSet(List.of(key, new OctetSequenceKeyGenerator(256).generate()));
		publish("/mixed", () -> mixed);
		server.start();
		String base = "http://127.0.0.1:" + server.getAddress().getPort();
		application = RunningApplication.start(JwtOverHttpTests.Application.class, "hardening.jwt.secret=" + SECRET,
				"hardening.jwt.issuer=studio", "hardening.environment=development",
				"hardening.rate-limit.enabled=false", "hardening.jwt.issuers.good.issuer=good",
				"hardening.jwt.issuers.good.jwk-set-uri=" + base + "/good",
				"hardening.jwt.issuers.strict.issuer=strict", "hardening.jwt.issuers.strict.audience=gallery",
				"hardening.jwt.issuers.strict.algorithms=PS256",
				"hardening.jwt.issuers.strict.jwk-set-uri=" + base + "/good",
				"hardening.jwt.issuers.rotating.issuer=rotating",
				"hardening.jwt.issuers.rotating.jwk-set-uri=" + base + "/rotating",
				"hardening.jwt.issuers.mixed.issuer=mixed",
				"hardening.jwt.issuers.mixed.jwk-set-uri=" + base + "/mixed", "hardening.jwt.issuers.down.issuer=down",
				"hardening.jwt.issuers.down.jwk-set-uri=" + base + "/down");
	}

	private static void publish(String path, Supplier<JWKSet> set) {
		server.createContext(path, (exchange) -> {
			byte[] body = set.get().toString(false).getBytes(StandardCharsets.UTF_8);
			FETCHES.incrementAndGet();
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
	}

	@AfterAll
	static void stop() {
		application.close();
		server.stop(0);
	}

	@Test
	void tokenWhenOfAnExternalIssuerIsAccepted() throws JOSEException {
		assertThat(get(token("good", "partner-1")).statusCode()).isEqualTo(200);
	}

	@Test
	void keyWhenTheIssuerRotatesItIsGoodAtItsFirstTokenAndTheOldOneUntilItIsGone() throws JOSEException {
		RSAKey second = new RSAKeyGenerator(2048).keyID("partner-2").generate();
		RSAKey third = new RSAKeyGenerator(2048).keyID("partner-3").generate();
		rotating = new JWKSet(List.of(key.toPublicJWK(), second.toPublicJWK()));
		assertThat(get(token("rotating", "partner-1")).statusCode()).isEqualTo(200);
		assertThat(get(token(second, "rotating", "partner-2")).statusCode()).isEqualTo(200);
		rotating = new JWKSet(List.of(second.toPublicJWK(), third.toPublicJWK()));
		assertThat(get(token(third, "rotating", "partner-3")).statusCode()).isEqualTo(200);
		assertThat(get(token(second, "rotating", "partner-2")).statusCode()).isEqualTo(200);
		assertThat(get(token("rotating", "partner-1")).statusCode()).isEqualTo(401);
	}

	@Test
	void tokenWhenForAnotherAudienceOrByAnotherAlgorithmThanConfiguredIsUnauthorized() throws JOSEException {
		String header = "{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"partner-1\"}";
		for (String issuer : new String[] { "good", "strict" }) {
			String claims = claims(issuer).replace("\"aud\":\"studio\"",
					"\"aud\":\"%s\"".formatted(issuer.equals("good") ? "studio" : "gallery"));
			assertThat(get(sign("SHA256withRSA", header.formatted("RS256"), claims)).statusCode())
				.isEqualTo(issuer.equals("good") ? 200 : 401);
			assertThat(get(sign("RSASSA-PSS", header.formatted("PS256"), claims)).statusCode())
				.isEqualTo(issuer.equals("good") ? 401 : 200);
			assertThat(get(sign("SHA256withRSA", header.formatted("RS256"), claims.replace("\"aud\"", "\"for\"")))
				.statusCode()).isEqualTo(401);
			String other = claims(issuer).replace("\"aud\":\"studio\"", "\"aud\":[\"other\"]");
			assertThat(get(sign("SHA256withRSA", header.formatted("RS256"), other)).statusCode()).isEqualTo(401);
			assertThat(get(sign("RSASSA-PSS", header.formatted("PS256"), other)).statusCode()).isEqualTo(401);
		}
	}

	private String sign(String algorithm, String header, String claims) throws JOSEException {
		return TokenForge.sign(algorithm, header, claims, key.toPrivateKey());
	}

	@Test
	void tokenWhenSignedByTheKeyOfAnotherIssuerIsUnauthorized() throws JOSEException {
		assertThat(get(token("studio", "partner-1")).statusCode()).isEqualTo(401);
		String local = TokenForge.hmac("{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}", claims("good"), SECRET);
		assertThat(get(local).statusCode()).isEqualTo(401);
	}

	@Test
	void tokensWhenTheyNameMadeUpKeysDoNotFloodTheIssuer() throws JOSEException {
		assertThat(get(token("good", "partner-1")).statusCode()).isEqualTo(200);
		int before = FETCHES.get();
		for (int i = 0; i < 50; i++) {
			assertThat(get(token("good", "made-up-" + i)).statusCode()).isEqualTo(401);
		}
		assertThat(FETCHES.get() - before).isLessThanOrEqualTo(4);
	}

	@Test
	void keySetWhenItHoldsASecretOrIsOutOfReachIsUnavailable() throws JOSEException {
		for (String issuer : new String[] { "mixed", "down" }) {
			for (int i = 0; i < 5; i++) {
				HttpResponse<String> response = get(token(issuer, "partner-1"));
				assertThat(response.statusCode()).isEqualTo(503);
				assertThat(response.headers().firstValue("retry-after")).isPresent();
				assertThat(response.body()).contains("\"error\":\"unavailable\"").doesNotContain("127.0.0.1");
			}
		}
	}

	private String token(String issuer, String kid) throws JOSEException {
		return token(key, issuer, kid);
	}

	private String token(RSAKey signing, String issuer, String kid) throws JOSEException {
		return TokenForge.sign("SHA256withRSA", "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}",
				claims(issuer), signing.toPrivateKey());
	}

	private String claims(String issuer) {
		return HostileTokens.claims("").replace("\"iss\":\"studio\"", "\"iss\":\"" + issuer + "\"");
	}

	private HttpResponse<String> get(String token) {
		return application.get("/me", "Authorization", "Bearer " + token);
	}

}
