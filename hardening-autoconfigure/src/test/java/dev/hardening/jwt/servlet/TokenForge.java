package dev.hardening.jwt.servlet;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes tokens from text without any library, so that it can make those that no library
 * would.
 */
final class TokenForge {

	private TokenForge() {
	}

	static String encode(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	static String encode(String text) {
		return encode(text.getBytes(StandardCharsets.UTF_8));
	}

	static String hmac(String header, String claims, String secret) {
		return hmac("HmacSHA256", header, claims, secret.getBytes(StandardCharsets.UTF_8));
	}

	static String hmac(String algorithm, String header, String claims, byte[] secret) {
		return hmacOfParts(algorithm, encode(header), encode(claims), secret);
	}

	static String hmacOfParts(String algorithm, String header, String claims, byte[] secret) {
		try {
			Mac mac = Mac.getInstance(algorithm);
			mac.init(new SecretKeySpec(secret, algorithm));
			String input = header + "." + claims;
			return input + "." + encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String sign(String algorithm, String header, String claims, PrivateKey key) {
		return signParts(algorithm, encode(header), encode(claims), key);
	}

	static String signParts(String algorithm, String header, String claims, PrivateKey key) {
		try {
			Signature signature = Signature.getInstance(algorithm);
			if (algorithm.equals("RSASSA-PSS")) {
				signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
			}
			signature.initSign(key);
			String input = header + "." + claims;
			signature.update(input.getBytes(StandardCharsets.US_ASCII));
			return input + "." + encode(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Changes a character of a part so that the unused bits of its last are not zero. */
	static String nonCanonical(String token, int part) {
		String[] parts = token.split("\\.");
		String text = parts[part];
		String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
		if (text.length() % 4 == 0) {
			throw new IllegalArgumentException("No unused bits");
		}
		int last = alphabet.indexOf(text.charAt(text.length() - 1));
		parts[part] = text.substring(0, text.length() - 1) + alphabet.charAt(last + 1);
		return String.join(".", parts);
	}

}
