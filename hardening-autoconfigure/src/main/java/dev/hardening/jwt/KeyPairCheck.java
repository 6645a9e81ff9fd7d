package dev.hardening.jwt;

import java.nio.charset.StandardCharsets;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.hardening.secrets.InvalidSecretException;

/**
 * Signs once and verifies, so that a private key beside the public key of another pair is
 * found at start-up and not by the first user.
 */
final class KeyPairCheck {

	private KeyPairCheck() {
	}

	static void require(String key, JWK pair) {
		if (!isPair(pair)) {
			throw new InvalidSecretException(key, "does not belong to the public key",
					"Set both from the same key pair.");
		}
	}

	private static boolean isPair(JWK pair) {
		byte[] sample = "sample".getBytes(StandardCharsets.UTF_8);
		try {
			JWSHeader header = new JWSHeader(JWSAlgorithm.parse(pair.getAlgorithm().getName()));
			Base64URL signature = signer(pair).sign(header, sample);
			return verifier(pair).verify(header, sample, signature);
		}
		catch (JOSEException ex) {
			return false;
		}
	}

	private static JWSSigner signer(JWK pair) throws JOSEException {
		return (pair instanceof RSAKey rsa) ? new RSASSASigner(rsa) : new ECDSASigner(pair.toECKey());
	}

	private static JWSVerifier verifier(JWK pair) throws JOSEException {
		return (pair instanceof RSAKey rsa) ? new RSASSAVerifier(rsa) : new ECDSAVerifier((ECKey) pair.toPublicJWK());
	}

}
