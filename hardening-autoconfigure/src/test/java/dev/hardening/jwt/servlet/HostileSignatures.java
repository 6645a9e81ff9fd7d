package dev.hardening.jwt.servlet;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
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
		tokens.put("signature as hexadecimal digits", input(good) + HexFormat.of().formatHex(signature(good)));
		tokens.put("signature as hexadecimal digits, encoded",
				input(good) + TokenForge.encode(HexFormat.of().formatHex(signature(good))));
		tokens.putAll(ofOtherLengths(good, 1, 8, 10, 16, 20, 24, 28, 31, 33, 48, 64));
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
		tokens.putAll(ofOtherLengths(good, 1, 128, 255, 257, 512));
		tokens.put("PSS", TokenForge.sign("RSASSA-PSS", header("RS256"), CLAIMS, keys.getPrivate()));
		tokens.put("PS256 with the key", TokenForge.sign("RSASSA-PSS", header("PS256"), CLAIMS, keys.getPrivate()));
		tokens.put("PS256 with the padding of RS256",
				TokenForge.sign("SHA256withRSA", header("PS256"), CLAIMS, keys.getPrivate()));
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
		tokens.putAll(ofOtherLengths(good, 1, 32, 63, 65, 66, 96, 128, 132));
		tokens.putAll(ofOtherNumbers(input(good), signature));
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

	// The numbers that are the same, or opposite, to whoever reduces or negates them.
	private static Map<String, String> ofOtherNumbers(String input, byte[] signature) {
		BigInteger r = new BigInteger(1, Arrays.copyOf(signature, 32));
		BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
		Map<String, String> tokens = new LinkedHashMap<>();
		tokens.put("r with the order added", input + pair(r.add(ORDER_OF_P256), s, 33));
		tokens.put("s with the order added", input + pair(r, s.add(ORDER_OF_P256), 33));
		tokens.put("r and s with the order added", input + pair(r.add(ORDER_OF_P256), s.add(ORDER_OF_P256), 33));
		tokens.put("r and s each with a zero before", input + pair(r, s, 33));
		tokens.put("r far beyond the order", input + pair(r.add(ORDER_OF_P256.shiftLeft(256)), s, 66));
		tokens.put("r subtracted from the order", input + pair(ORDER_OF_P256.subtract(r), s, 32));
		tokens.put("r subtracted from the field", input + pair(FIELD_OF_P256.subtract(r), s, 32));
		tokens.put("r negative", input + pair(BigInteger.TWO.pow(256).subtract(r), s, 32));
		tokens.put("s negative", input + pair(r, BigInteger.TWO.pow(256).subtract(s), 32));
		return tokens;
	}

	private static Map<String, String> ofOtherLengths(String good, int... lengths) {
		Map<String, String> tokens = new LinkedHashMap<>();
		for (int length : lengths) {
			tokens.put("signature of %d bytes".formatted(length),
					input(good) + TokenForge.encode(Arrays.copyOf(signature(good), length)));
		}
		byte[] signature = signature(good);
		byte[] twice = Arrays.copyOf(signature, signature.length * 2);
		System.arraycopy(signature, 0, twice, signature.length, signature.length);
		tokens.put("signature twice", input(good) + TokenForge.encode(twice));
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
		return padded(value, 32);
	}

	private static byte[] padded(BigInteger value, int length) {
		byte[] bytes = value.toByteArray();
		byte[] number = new byte[length];
		int from = Math.max(0, bytes.length - length);
		System.arraycopy(bytes, from, number, length - (bytes.length - from), bytes.length - from);
		return number;
	}

	private static String pair(BigInteger r, BigInteger s, int length) {
		byte[] pair = Arrays.copyOf(padded(r, length), 2 * length);
		System.arraycopy(padded(s, length), 0, pair, length, length);
		return TokenForge.encode(pair);
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
