package dev.hardening.jwt.servlet;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tokens whose flaw is in the signature, of the kind that the algorithm allows.
 */
final class HostileSignatures {

	private static final BigInteger ORDER_OF_P256 = new BigInteger(
			"ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

	private static final BigInteger FIELD_OF_P256 = new BigInteger(
			"ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);

	private static final String CLAIMS = HostileTokens.claims("");

	private HostileSignatures() {
	}

	static Map<String, String> ofSecret(String secret) {
		Map<String, String> tokens = new LinkedHashMap<>();
		String header = header("HS256");
		String good = TokenForge.hmac(header, CLAIMS, secret);
		byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
		tokens.put("signature not canonical", TokenForge.nonCanonical(good, 2));
		tokens.put("signature of zeros", input(good) + TokenForge.encode(new byte[32]));
		tokens.put("signature in hexadecimal", input(good) + "0".repeat(64));
		tokens.put("other secret", TokenForge.hmac(header, CLAIMS, "x".repeat(32)));
		tokens.put("secret as its own base64", TokenForge.hmac(header, CLAIMS, TokenForge.encode(secret)));
		tokens.put("published sample secret",
				TokenForge.hmac(header, CLAIMS, "your-256-bit-secret-your-256-bit-secret"));
		for (String bits : new String[] { "384", "512" }) {
			tokens.put("HS" + bits + " with the secret",
					TokenForge.hmac("HmacSHA" + bits, header("HS" + bits), CLAIMS, bytes));
		}
		tokens.put("HMAC of SHA-1", TokenForge.hmac("HmacSHA1", header, CLAIMS, bytes));
		String own = "0123456789abcdef0123456789abcdef";
		tokens.put("jwk with the key that signed",
				TokenForge.hmac("{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"jwk\":{\"kty\":\"oct\",\"k\":\""
						+ TokenForge.encode(own) + "\"}}", CLAIMS, own));
		tokens.put("ES256 with a signature of zeros", zeros("ES256", 64));
		return tokens;
	}

	static Map<String, String> ofRsa(KeyPair keys, KeyPair others) {
		Map<String, String> tokens = new LinkedHashMap<>(ofPublicKey("RS256", keys));
		String good = TokenForge.sign("SHA256withRSA", header("RS256"), CLAIMS, keys.getPrivate());
		byte[] signature = signature(good);
		tokens.put("signature of zeros", zeros("RS256", signature.length));
		tokens.put("signature of ones", input(good) + ones(signature.length));
		tokens.put("signature with a zero before", input(good) + with(signature, signature.length + 1));
		tokens.put("signature cut off", input(good) + TokenForge.encode(Arrays.copyOf(signature, 255)));
		tokens.put("other key", TokenForge.sign("SHA256withRSA", header("RS256"), CLAIMS, others.getPrivate()));
		tokens.put("SHA-1", TokenForge.sign("SHA1withRSA", header("RS256"), CLAIMS, keys.getPrivate()));
		tokens.put("SHA-512", TokenForge.sign("SHA512withRSA", header("RS256"), CLAIMS, keys.getPrivate()));
		tokens.put("RS512 with the key", TokenForge.sign("SHA512withRSA", header("RS512"), CLAIMS, keys.getPrivate()));
		tokens.putAll(HostilePaddings.of(keys, header("RS256"), CLAIMS));
		tokens.put("RS384 with the key", TokenForge.sign("SHA384withRSA", header("RS384"), CLAIMS, keys.getPrivate()));
		return tokens;
	}

	static Map<String, String> ofEllipticCurve(KeyPair keys, KeyPair others) {
		Map<String, String> tokens = new LinkedHashMap<>(ofPublicKey("ES256", keys));
		String good = ecdsa("ES256", keys.getPrivate());
		byte[] signature = signature(good);
		byte[] order = number(ORDER_OF_P256);
		tokens.put("signature of zeros", zeros("ES256", 64));
		tokens.put("signature of ones", input(good) + ones(64));
		tokens.put("r zero", input(good) + pair(new byte[32], Arrays.copyOfRange(signature, 32, 64)));
		tokens.put("s zero", input(good) + pair(Arrays.copyOf(signature, 32), new byte[32]));
		Map<String, byte[]> edges = Map.of("0", new byte[32], "1", number(BigInteger.ONE), "n-1",
				number(ORDER_OF_P256.subtract(BigInteger.ONE)), "n", order, "n+1",
				number(ORDER_OF_P256.add(BigInteger.ONE)), "p", number(FIELD_OF_P256));
		edges.forEach((r, one) -> edges
			.forEach((s, other) -> tokens.put("r %s, s %s".formatted(r, s), input(good) + pair(one, other))));
		tokens.put("signature in DER", TokenForge.sign("SHA256withECDSA", header("ES256"), CLAIMS, keys.getPrivate()));
		tokens.put("r and s swapped",
				input(good) + pair(Arrays.copyOfRange(signature, 32, 64), Arrays.copyOf(signature, 32)));
		tokens.put("signature with a zero before", input(good) + with(signature, 65));
		tokens.put("signature cut off", input(good) + TokenForge.encode(Arrays.copyOf(signature, 63)));
		tokens.put("signature of P-384's length", input(good) + TokenForge.encode(Arrays.copyOf(signature, 96)));
		tokens.put("signature in DER, cut to its length", input(good) + TokenForge.encode(Arrays
			.copyOf(signature(TokenForge.sign("SHA256withECDSA", header("ES256"), CLAIMS, keys.getPrivate())), 64)));
		tokens.put("SHA-1", TokenForge.sign("SHA1withECDSAinP1363Format", header("ES256"), CLAIMS, keys.getPrivate()));
		tokens.put("SHA-512",
				TokenForge.sign("SHA512withECDSAinP1363Format", header("ES256"), CLAIMS, keys.getPrivate()));
		tokens.put("other key", ecdsa("ES256", others.getPrivate()));
		tokens.put("ES384 with the key", ecdsa("ES384", keys.getPrivate()));
		tokens.put("ES256K with the key", ecdsa("ES256K", keys.getPrivate()));
		return tokens;
	}

	// The oldest confusion of all: the public key, which everybody has, as a secret.
	private static Map<String, String> ofPublicKey(String algorithm, KeyPair keys) {
		Map<String, String> tokens = new LinkedHashMap<>();
		byte[] der = keys.getPublic().getEncoded();
		String base64 = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der);
		String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----";
		Map<String, byte[]> secrets = Map.of("DER", der, "PEM", pem.getBytes(StandardCharsets.UTF_8), "PEM and a line",
				(pem + "\n").getBytes(StandardCharsets.UTF_8), "base64", base64.getBytes(StandardCharsets.UTF_8));
		secrets.forEach((form, secret) -> {
			tokens.put("HS256 with the public key as " + form,
					TokenForge.hmac("HmacSHA256", header("HS256"), CLAIMS, secret));
			tokens.put(algorithm + " by an HMAC with the public key as " + form,
					TokenForge.hmac("HmacSHA256", header(algorithm), CLAIMS, secret));
		});
		return tokens;
	}

	private static String ecdsa(String algorithm, PrivateKey key) {
		return TokenForge.sign("SHA256withECDSAinP1363Format", header(algorithm), CLAIMS, key);
	}

	private static String header(String algorithm) {
		return "{\"alg\":\"%s\",\"typ\":\"at+jwt\"}".formatted(algorithm);
	}

	private static String input(String token) {
		return token.substring(0, token.lastIndexOf('.') + 1);
	}

	private static byte[] signature(String token) {
		return Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
	}

	private static String zeros(String algorithm, int length) {
		return TokenForge.encode(header(algorithm)) + "." + TokenForge.encode(CLAIMS) + "."
				+ TokenForge.encode(new byte[length]);
	}

	private static String ones(int length) {
		byte[] ones = new byte[length];
		Arrays.fill(ones, (byte) 0xff);
		return TokenForge.encode(ones);
	}

	private static byte[] number(BigInteger value) {
		byte[] bytes = value.toByteArray();
		byte[] number = new byte[32];
		int from = Math.max(0, bytes.length - 32);
		System.arraycopy(bytes, from, number, 32 - (bytes.length - from), bytes.length - from);
		return number;
	}

	private static String pair(byte[] r, byte[] s) {
		byte[] pair = Arrays.copyOf(r, 64);
		System.arraycopy(s, 0, pair, 32, 32);
		return TokenForge.encode(pair);
	}

	private static String with(byte[] signature, int length) {
		byte[] longer = new byte[length];
		System.arraycopy(signature, 0, longer, length - signature.length, signature.length);
		return TokenForge.encode(longer);
	}

}
