package dev.hardening.jwt;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import dev.hardening.secrets.InvalidSecretException;
import dev.hardening.secrets.SecretsAutoConfiguration;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.oauth2.jwt.JwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Secrets and keys that stop the start, each named by its key, with what is wrong and
 * what to do, and without its value.
 */
class RefusedKeysTests {

	private static final String SECRET = "q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SecretsAutoConfiguration.class, JwtAutoConfiguration.class));

	@TestFactory
	Stream<DynamicTest> secretWhenItCanBeGuessedStopsTheStart() {
		Map<String, String> secrets = new LinkedHashMap<>();
		secrets.put("Xk2p9Vq8", "8 bytes, which is less than 32");
		secrets.put(SECRET.substring(1), "31 bytes, which is less than 32");
		secrets.put("ab".repeat(32), "too regular");
		secrets.put("0123456789abcdef0123456789abcdef", "too regular");
		secrets.put(SECRET.substring(0, 8).repeat(8), "too regular");
		secrets.put("your-256-bit-secret-your-256-bit-secret", "sample or placeholder");
		secrets.put("404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970", "sample or placeholder");
		secrets.put("a-string-secret-at-least-256-bits-long", "sample or placeholder");
		return Stream.of("secret", "previous-secrets[1]")
			.flatMap((key) -> secrets.entrySet()
				.stream()
				.map((entry) -> DynamicTest.dynamicTest(key + " " + entry.getValue() + " " + entry.getKey().length(),
						() -> refused("hardening.jwt." + key, entry.getValue(), "openssl rand -base64 32",
								entry.getKey(), "hardening.jwt.secret=" + SECRET,
								"hardening.jwt.previous-secrets[0]=Zt6PqW1eRy8UiO3pAs5dFg7hJk9lXc2v",
								"hardening.jwt." + key + "=" + entry.getKey()))));
	}

	@Test
	void secretFileWhenItHoldsNoGoodSecretStopsTheStart(@TempDir Path directory) throws IOException {
		Path file = directory.resolve("secret");
		String property = "hardening.jwt.secret-file=" + file;
		refused("hardening.jwt.secret-file", "is not a file that can be read", "location of the file", SECRET,
				property);
		refused("hardening.jwt.secret-file", "is not a file that can be read", "location of the file", SECRET,
				"hardening.jwt.secret-file=" + directory);
		Files.writeString(file, "short\n");
		refused("hardening.jwt.secret", "5 bytes", "openssl rand", "short\n", property);
		Files.writeString(file, "\n\n");
		refused("hardening.jwt.secret", "is empty", "openssl rand", SECRET, property);
		Files.writeString(file, SECRET + "\n");
		this.runner.withPropertyValues(property).run((context) -> assertThat(context).hasSingleBean(JwtDecoder.class));
	}

	@Test
	void keyWhenOfTheFlawedFamilyStopsTheStart() throws GeneralSecurityException {
		KeyPair flawed = flawed();
		refused("hardening.jwt.public-key", "CVE-2017-15361", "RSA key of 3072 bits", "MIIB",
				pem("public-key", "PUBLIC", flawed.getPublic()));
		refused("hardening.jwt.public-key", "CVE-2017-15361", "RSA key of 3072 bits", "MII",
				pem("private-key", "PRIVATE", flawed.getPrivate()));
		refused("hardening.jwt.previous-public-keys[0]", "CVE-2017-15361", "RSA key of 3072 bits", "MIIB",
				"hardening.jwt.secret=" + SECRET, pem("previous-public-keys[0]", "PUBLIC", flawed.getPublic()));
	}

	// As the flawed library makes primes: k * M + (65537^a mod M).
	private static KeyPair flawed() throws GeneralSecurityException {
		BigInteger product = BigInteger.ONE;
		for (BigInteger prime = BigInteger.TWO; prime.intValue() < 702; prime = prime.nextProbablePrime()) {
			product = product.multiply(prime);
		}
		Random random = new Random(2);
		BigInteger exponent = BigInteger.valueOf(65537);
		BigInteger p = prime(product, exponent, random);
		BigInteger q = prime(product, exponent, random);
		BigInteger phi = p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE));
		BigInteger d = exponent.modInverse(phi);
		KeyFactory factory = KeyFactory.getInstance("RSA");
		return new KeyPair(factory.generatePublic(new RSAPublicKeySpec(p.multiply(q), exponent)),
				factory.generatePrivate(new RSAPrivateCrtKeySpec(p.multiply(q), exponent, d, p, q,
						d.mod(p.subtract(BigInteger.ONE)), d.mod(q.subtract(BigInteger.ONE)), q.modInverse(p))));
	}

	private static BigInteger prime(BigInteger product, BigInteger exponent, Random random) {
		int bits = 1026 - product.bitLength();
		while (true) {
			BigInteger candidate = product.multiply(new BigInteger(bits, random).setBit(bits - 1))
				.add(exponent.modPow(new BigInteger(256, random), product));
			if (candidate.isProbablePrime(20) && !candidate.mod(exponent).equals(BigInteger.ONE)) {
				return candidate;
			}
		}
	}

	@Test
	void keyWhenSmallOrOfAnotherKindStopsTheStart() throws GeneralSecurityException {
		refused("hardening.jwt.public-key", "has 1024 bits, fewer than 2048", "RSA key of 3072 bits", "MI",
				pem("public-key", "PUBLIC", rsa(1024).getPublic()));
		refused("hardening.jwt.public-key", "has 1024 bits, fewer than 2048", "RSA key of 3072 bits", "MI",
				pem("private-key", "PRIVATE", rsa(1024).getPrivate()));
		for (String curve : new String[] { "secp384r1", "secp521r1" }) {
			refused("hardening.jwt.public-key", "neither an RSA nor a P-256 key", "EC key on P-256", "MI",
					pem("public-key", "PUBLIC", ec(curve).getPublic()));
		}
		KeyPair edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
		refused("hardening.jwt.public-key", "is not a public key", "openssl pkey", "MC",
				pem("public-key", "PUBLIC", edwards.getPublic()));
		refused("hardening.jwt.public-key", "is not set, and cannot be told", "openssl pkey", "MC",
				pem("private-key", "PRIVATE", edwards.getPrivate()));
	}

	@Test
	void keysWhenTheSameTwiceOrBesideASecretStopTheStart() throws GeneralSecurityException {
		KeyPair rsa = rsa(2048);
		KeyPair ec = ec("secp256r1");
		refused("hardening.jwt.previous-public-keys[1]", "is the same as another key", "Remove it", "MI",
				pem("private-key", "PRIVATE", rsa.getPrivate()),
				pem("previous-public-keys[0]", "PUBLIC", ec.getPublic()),
				pem("previous-public-keys[1]", "PUBLIC", ec.getPublic()));
		refused("hardening.jwt.previous-secrets[0]", "is the same as another key", "Remove it", SECRET,
				"hardening.jwt.secret=" + SECRET, "hardening.jwt.previous-secrets[0]=" + SECRET);
		refused("hardening.jwt.private-key", "is set beside a secret", "previous-secrets", SECRET,
				"hardening.jwt.secret=" + SECRET, pem("private-key", "PRIVATE", rsa.getPrivate()));
		refused("hardening.jwt.private-key", "does not belong to the public key", "same key pair", "MI",
				pem("private-key", "PRIVATE", rsa.getPrivate()), pem("public-key", "PUBLIC", rsa(2048).getPublic()));
		refused("hardening.jwt.private-key", "of another kind", "same key pair", "MI",
				pem("private-key", "PRIVATE", ec.getPrivate()), pem("public-key", "PUBLIC", rsa.getPublic()));
	}

	@Test
	void keyWhenNoPemStopsTheStart() {
		for (String value : new String[] { "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
				"-----BEGIN PRIVATE KEY-----", "/nowhere/key.pem", "MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgw" }) {
			refused("hardening.jwt.private-key", "is ", " ", value, "hardening.jwt.private-key=" + value);
			String publicKey = value.replace("PRIVATE", "PUBLIC");
			refused("hardening.jwt.public-key", "is ", " ", publicKey, "hardening.jwt.public-key=" + publicKey);
		}
	}

	private void refused(String key, String reason, String fix, String value, String... properties) {
		this.runner.withPropertyValues(properties)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidSecretException.class, (ex) -> {
					assertThat(ex.key()).isEqualTo(key);
					assertThat(ex.reason()).contains(reason);
					assertThat(ex.fix()).contains(fix);
					assertThat(ex.getMessage() + ex.fix()).doesNotContain(value);
				}));
	}

	private static KeyPair rsa(int bits) throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(bits);
		return generator.generateKeyPair();
	}

	private static KeyPair ec(String curve) throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(new ECGenParameterSpec(curve));
		return generator.generateKeyPair();
	}

	private static String pem(String property, String kind, Key key) {
		return "hardening.jwt.%s=-----BEGIN %s KEY-----\n%s\n-----END %2$s KEY-----".formatted(property, kind,
				Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(key.getEncoded()));
	}

}
