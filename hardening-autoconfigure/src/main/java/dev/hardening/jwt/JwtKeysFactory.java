package dev.hardening.jwt;

import java.util.ArrayList;
import java.util.List;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.hardening.secrets.InvalidSecretException;
import dev.hardening.secrets.Secret;

/**
 * Makes keys of what is configured and refuses what is too weak to be one.
 */
final class JwtKeysFactory {

	/** RFC 7518, 3.2: as long as the hash. */
	private static final int SHORTEST_SECRET = 32;

	private JwtKeysFactory() {
	}

	static JwtKeys of(JwtProperties properties) {
		List<JWK> verifying = new ArrayList<>();
		JWK signing = null;
		Secret secret = properties.secret();
		if (secret != null && !secret.isEmpty()) {
			signing = secretKey("hardening.jwt.secret", secret);
			verifying.add(signing);
		}
		for (int i = 0; i < properties.previousSecrets().size(); i++) {
			Secret previous = properties.previousSecrets().get(i);
			if (!previous.isEmpty()) {
				verifying.add(secretKey("hardening.jwt.previous-secrets[%d]".formatted(i), previous));
			}
		}
		return new JwtKeys(signing, List.copyOf(verifying));
	}

	// Without a kid: a thumbprint of a secret would be a hash of it in every token.
	private static JWK secretKey(String key, Secret secret) {
		byte[] bytes = secret.revealBytes();
		if (bytes.length < SHORTEST_SECRET) {
			throw new InvalidSecretException(key,
					"has %d bytes, fewer than %d".formatted(bytes.length, SHORTEST_SECRET),
					"Make one with: openssl rand -base64 48");
		}
		return new OctetSequenceKey.Builder(bytes).algorithm(JWSAlgorithm.HS256).build();
	}

}
