package dev.hardening.jwt.servlet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sets of keys that no honest issuer publishes, or not for signatures: each holds the key
 * by which the token is signed, and nothing but the set can be why it is not accepted.
 */
class HostileKeySetsTests {

	/** A key with which a token is good, to begin with. */
	private static final String GOOD = "good";

	private static final Map<String, String> SETS = new LinkedHashMap<>();

	private static final Map<String, Integer> ANSWERS = new LinkedHashMap<>();

	private static final Map<String, String> TOKENS = new LinkedHashMap<>();

	private static final UnaryOperator<String> RS256 = (claims) -> sign(rsa(), claims);

	private static final UnaryOperator<String> ES256 = (claims) -> TokenForge.sign("SHA256withECDSAinP1363Format",
			"{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"k\"}", claims, privateKey());

	private static RSAKey rsa;

	private static ECKey ec;

	private static HttpServer server;

	private static RunningApplication application;

	@BeforeAll
	static void start() throws IOException, JOSEException {
		rsa = new RSAKeyGenerator(2048).keyID("k").generate();
		ec = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
		good();
		forAnotherPurpose();
		weak();
		ambiguous();
		malformed();
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		List<String> properties = new ArrayList<>(List.of("hardening.jwt.issuer=studio",
				"hardening.environment=development", "hardening.rate-limit.enabled=false"));
		int number = 0;
		for (Map.Entry<String, String> set : SETS.entrySet()) {
			String path = "/" + number;
			publish(path, set.getValue());
			String issuer = "hardening.jwt.issuers.i" + number;
			properties.add(issuer + ".issuer=" + set.getKey());
			properties.add(issuer + ".audience=studio");
			properties.add(issuer + ".algorithms=RS256,ES256");
			properties.add(issuer + ".jwk-set-uri=http://127.0.0.1:" + server.getAddress().getPort() + path);
			number++;
		}
		server.start();
		properties.add("hardening.jwt.secret=q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa");
		application = RunningApplication.start(JwtOverHttpTests.Application.class, properties.toArray(String[]::new));
	}

	private static RSAKey rsa() {
		return rsa;
	}

	private static PrivateKey privateKey() {
		try {
			return ec.toPrivateKey();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String sign(RSAKey key, String claims) {
		try {
			return TokenForge.sign("SHA256withRSA", "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"k\"}", claims,
					key.toPrivateKey());
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void publish(String path, String set) {
		byte[] body = set.getBytes(StandardCharsets.UTF_8);
		server.createContext(path, (exchange) -> {
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

	private static void good() throws JOSEException {
		add(GOOD, 200, rsa(""), RS256);
		add("good on a curve", 200, ec(""), ES256);
		add("for signatures by use", 200, rsa("\"use\":\"sig\","), RS256);
		add("for signatures by operation", 200, rsa("\"key_ops\":[\"verify\"],"), RS256);
		add("beside one for encryption", 200,
				rsa("\"use\":\"sig\",") + "," + other("\"use\":\"enc\",\"alg\":\"RSA-OAEP\","), RS256);
	}

	private static void forAnotherPurpose() {
		add("for encryption by use", 401, rsa("\"use\":\"enc\","), RS256);
		add("for encryption by algorithm", 401, rsa("\"alg\":\"RSA1_5\","), RS256);
		add("for encryption by operation", 401, rsa("\"key_ops\":[\"encrypt\"],"), RS256);
		add("for wrapping by operation", 401, rsa("\"key_ops\":[\"wrapKey\",\"unwrapKey\"],"), RS256);
		add("to sign and not to verify", 401, rsa("\"key_ops\":[\"sign\"],"), RS256);
		add("for no operation", 401, rsa("\"key_ops\":[],"), RS256);
		add("for another algorithm", 401, rsa("\"alg\":\"RS512\","), RS256);
		add("for another padding", 401, rsa("\"alg\":\"PS256\","), RS256);
		add("on a curve, for encryption by use", 401, ec("\"use\":\"enc\","), ES256);
		add("on a curve, for agreement by operation", 401, ec("\"key_ops\":[\"deriveKey\"],"), ES256);
		add("on a curve, for another algorithm", 401, ec("\"alg\":\"ES384\","), ES256);
	}

	private static void weak() throws JOSEException {
		RSAKey small = new RSAKeyGenerator(1024, true).keyID("k").generate();
		add("too small", 401, small.toPublicJWK().toJSONString(), (claims) -> sign(small, claims));
		add("of exponent one", 401, rsa("").replace("\"AQAB\"", "\"AQ\""), RS256);
		add("of an even modulus", 401,
				rsa("").replace("\"n\":\"", "\"n\":\"AA").replaceAll("\"n\":\"([^\"]{300})[^\"]*", "\"n\":\"$1A"),
				RS256);
	}

	private static void ambiguous() throws JOSEException {
		String secret = new OctetSequenceKeyGenerator(256).keyID("s").generate().toJSONString();
		add("beside a secret", 503, rsa("") + "," + secret, RS256);
		add("with its private part", 503, rsa.toJSONString(), RS256);
		add("beside one of its name", 503, rsa("") + "," + rsa(""), RS256);
		add("beside another kind of its name", 503, rsa("") + "," + ec(""), RS256);
	}

	private static void malformed() {
		add("of another curve's name", 503, ec("").replace("P-256", "P-384"), ES256);
		add("beside the curve", 503, ec("").replaceAll("\"y\":\"[^\"]{6}", "\"y\":\"AAAAAA"), ES256);
		add("called by another kind", 503, ec("").replace("\"kty\":\"EC\"", "\"kty\":\"RSA\""), ES256);
		add("without a kind", 503, rsa("").replace("\"kty\":\"RSA\",", ""), RS256);
		add("cut off", 503, rsa("").substring(0, 200), RS256);
		add("of more than fifty", 503, fiftyOne(), RS256);
	}

	private static String fiftyOne() {
		StringBuilder keys = new StringBuilder(rsa(""));
		for (int i = 0; i < 50; i++) {
			keys.append(',').append(ec("").replace("\"kid\":\"k\"", "\"kid\":\"k" + i + "\""));
		}
		return keys.toString();
	}

	private static void add(String issuer, int status, String keys, UnaryOperator<String> signer) {
		SETS.put(issuer, "{\"keys\":[" + keys + "]}");
		ANSWERS.put(issuer, status);
		String claims = HostileTokens.claims("").replace("\"iss\":\"studio\"", "\"iss\":\"" + issuer + "\"");
		TOKENS.put(issuer, signer.apply(claims));
	}

	private static String rsa(String more) {
		return "{" + more + rsa.toPublicJWK().toJSONString().substring(1);
	}

	private static String ec(String more) {
		return "{" + more + ec.toPublicJWK().toJSONString().substring(1);
	}

	private static String other(String more) throws JOSEException {
		return "{" + more + new RSAKeyGenerator(2048).keyID("e").generate().toPublicJWK().toJSONString().substring(1);
	}

	@TestFactory
	Stream<DynamicTest> tokenWhenItsKeyIsPublishedSoIsAnsweredAsItShould() {
		return ANSWERS.entrySet().stream().map((entry) -> DynamicTest.dynamicTest(entry.getKey(), () -> {
			HttpResponse<String> response = application.get("/me", "Authorization",
					"Bearer " + TOKENS.get(entry.getKey()));
			assertThat(response.statusCode()).isEqualTo(entry.getValue());
			assertThat(response.body()).doesNotContain("Exception", "127.0.0.1:" + server.getAddress().getPort());
		}));
	}

}
