package dev.hardening.jwt;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.hardening.secrets.SecretsAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples of the standards: RFC 7515, appendix A.1 to A.3, and RFC 7638, 3.1.
 */
class PublishedVectorsTests {

	/**
	 * Claims of A.1 to A.3: of joe, until March 2011, and with line breaks of Windows.
	 */
	private static final String CLAIMS = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
			+ "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

	private static final Instant THEN = Instant.ofEpochSecond(1300819300);

	private static final JWK SECRET = new OctetSequenceKey.Builder(
			new Base64URL("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"))
		.algorithm(JWSAlgorithm.HS256)
		.build();

	private static final JWK RSA = new RSAKey.Builder(new Base64URL(
			"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4Q"
					+ "lL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdb"
					+ "BYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-"
					+ "DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"),
			new Base64URL("AQAB"))
		.algorithm(JWSAlgorithm.RS256)
		.build();

	private static final JWK EC = new ECKey.Builder(Curve.P_256,
			new Base64URL("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
			new Base64URL("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"))
		.algorithm(JWSAlgorithm.ES256)
		.build();

	static Stream<Arguments> examples() {
		return Stream.of(
				Arguments.of(SECRET, "HS256",
						"eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + CLAIMS
								+ ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
				Arguments.of(RSA, "RS256", "eyJhbGciOiJSUzI1NiJ9." + CLAIMS
						+ ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_"
						+ "O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARN"
						+ "PvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1"
						+ "phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"),
				Arguments.of(EC, "ES256", "eyJhbGciOiJFUzI1NiJ9." + CLAIMS
						+ ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"));
	}

	@ParameterizedTest
	@MethodSource("examples")
	void tokenWhenOfTheStandardPassesTheGateAsWhatItIs(JWK key, String algorithm, String token) {
		assertThat(gated(token).header().parsed().getAlgorithm().getName()).isEqualTo(algorithm);
		assertThat(gated(token).issuer()).isEqualTo("joe");
	}

	@ParameterizedTest
	@MethodSource("examples")
	void tokenWhenOfTheStandardHasAGoodSignatureAndLacksWhatIsDemandedBesides(JWK key, String algorithm, String token) {
		// Claims are looked at when the signature is good, and only then.
		assertThatExceptionOfType(JwtValidationException.class)
			.isThrownBy(() -> decoder(key, THEN).decode(gated(token)))
			.satisfies((ex) -> assertThat(ex.getErrors()).extracting(OAuth2Error::getDescription)
				.noneMatch((description) -> description.contains("expired") || description.contains("iss"))
				.anyMatch((description) -> description.contains("aud"))
				.anyMatch((description) -> description.contains("jti")));
		assertThatExceptionOfType(JwtValidationException.class)
			.isThrownBy(() -> decoder(key, THEN.plusSeconds(3600)).decode(gated(token)))
			.satisfies((ex) -> assertThat(ex.getErrors()).extracting(OAuth2Error::getDescription)
				.anyMatch((description) -> description.contains("expired")));
	}

	@ParameterizedTest
	@MethodSource("examples")
	void tokenWhenOfTheStandardIsRefusedByEveryOtherKeyAndWithAnyBitChanged(JWK key, String algorithm, String token) {
		for (JWK other : List.of(SECRET, RSA, EC)) {
			if (other != key) {
				assertBad(other, token);
			}
		}
		int from = token.lastIndexOf('.') + 1;
		byte[] signature = Base64.getUrlDecoder().decode(token.substring(from));
		for (int bit = 0; bit < signature.length * 8; bit += 7) {
			byte[] changed = signature.clone();
			changed[bit / 8] ^= (byte) (1 << bit % 8);
			assertBad(key, token.substring(0, from) + Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
		}
	}

	private static void assertBad(JWK key, String token) {
		assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder(key, THEN).decode(gated(token)))
			.isNotInstanceOf(JwtValidationException.class);
	}

	private static GatedToken gated(String token) {
		return new TokenGate(new KnownHeaders()).check(token);
	}

	private static TokenDecoder decoder(JWK key, Instant now) {
		JwtSettings settings = new JwtSettings("joe", "studio", Duration.ofHours(1), Duration.ofDays(1), Duration.ZERO);
		Clock clock = Clock.fixed(now, ZoneOffset.UTC);
		return new LocalJwtDecoders(new JwtKeys(null, List.of(key)), settings, clock,
				new ClockWatch(clock, settings.clockSkew()))
			.ofType("JWT", List.of());
	}

	@Test
	void thumbprintWhenOfTheExampleOfRfc7638IsTheOneItGives() throws Exception {
		BigInteger modulus = new Base64URL(
				"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjB"
						+ "ZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSq"
						+ "zs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksIN"
						+ "HaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw")
			.decodeToBigInteger();
		RSAPublicKey key = (RSAPublicKey) KeyFactory.getInstance("RSA")
			.generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65537)));
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SecretsAutoConfiguration.class, JwtAutoConfiguration.class))
			.withPropertyValues("hardening.jwt.public-key=-----BEGIN PUBLIC KEY-----\n"
					+ Base64.getMimeEncoder().encodeToString(key.getEncoded()) + "\n-----END PUBLIC KEY-----")
			.run((context) -> assertThat(context.getBean(PublicKeys.class).json())
				.contains("\"kid\":\"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs\""));
	}

}
