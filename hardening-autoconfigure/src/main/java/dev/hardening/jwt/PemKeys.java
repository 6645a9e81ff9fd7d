package dev.hardening.jwt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

import dev.hardening.secrets.InvalidSecretException;

import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.core.io.Resource;

/**
 * Reads keys in PEM, given as they are or by their location. No message quotes a value,
 * since a private key may have been put into the wrong property.
 */
final class PemKeys {

	private static final String PUBLIC_HEADER = "-----BEGIN PUBLIC KEY-----";

	private static final String PUBLIC_FOOTER = "-----END PUBLIC KEY-----";

	private PemKeys() {
	}

	static PrivateKey privateKey(String key, String value) {
		try {
			PrivateKey privateKey = PemContent.of(text(key, value)).getPrivateKey();
			if (privateKey != null) {
				return privateKey;
			}
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			// Falls through to a message without the value.
		}
		throw new InvalidSecretException(key, "is not a private key in PEM",
				"Make one with: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256");
	}

	static PublicKey publicKey(String key, String value) {
		String text = text(key, value);
		try {
			if (text.contains(PUBLIC_HEADER)) {
				return subjectPublicKeyInfo(text);
			}
			List<X509Certificate> certificates = PemContent.of(text).getCertificates();
			if (certificates != null && !certificates.isEmpty()) {
				return certificates.get(0).getPublicKey();
			}
		}
		catch (GeneralSecurityException | IllegalStateException | IllegalArgumentException ex) {
			// Falls through to a message without the value.
		}
		throw new InvalidSecretException(key, "is not a public key or certificate in PEM",
				"Make one with: openssl pkey -in private.pem -pubout");
	}

	private static PublicKey subjectPublicKeyInfo(String text) throws GeneralSecurityException {
		int from = text.indexOf(PUBLIC_HEADER) + PUBLIC_HEADER.length();
		int to = text.indexOf(PUBLIC_FOOTER, from);
		byte[] encoded = Base64.getMimeDecoder().decode(text.substring(from, Math.max(from, to)));
		X509EncodedKeySpec specification = new X509EncodedKeySpec(encoded);
		try {
			return KeyFactory.getInstance("RSA").generatePublic(specification);
		}
		catch (GeneralSecurityException ex) {
			return KeyFactory.getInstance("EC").generatePublic(specification);
		}
	}

	static PublicKey publicKeyOf(RSAPrivateCrtKey privateKey) {
		try {
			return KeyFactory.getInstance("RSA")
				.generatePublic(new RSAPublicKeySpec(privateKey.getModulus(), privateKey.getPublicExponent()));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("RSA is part of every Java runtime", ex);
		}
	}

	private static String text(String key, String value) {
		if (PemContent.isPresentInText(value)) {
			return value;
		}
		return file(key, value);
	}

	private static String file(String key, String location) {
		return file(key, location, "is neither PEM nor a file that can be read",
				"Write the key itself or the location of its file.");
	}

	static String secretFile(String key, String location) {
		return file(key, location, "is not a file that can be read",
				"Write the location of the file, and let the user of the process read it.");
	}

	private static String file(String key, String location, String reason, String fix) {
		Resource resource = ApplicationResourceLoader.get(new ApplicationResourceLoader(), true).getResource(location);
		try {
			return resource.getContentAsString(StandardCharsets.UTF_8).trim();
		}
		catch (IOException ex) {
			throw new InvalidSecretException(key, reason, fix);
		}
	}

}
