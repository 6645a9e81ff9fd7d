package dev.hardening.jwt;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import dev.hardening.secrets.InvalidSecretException;
import dev.hardening.secrets.Secret;
import dev.hardening.secrets.SecretStrength;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Makes keys of what is configured and refuses what is too weak to be one.
 */
final class JwtKeysFactory {

	private static final String PREFIX = "hardening.jwt.";

	private static final String SECRET = PREFIX + "secret";

	private static final String PRIVATE_KEY = PREFIX + "private-key";

	private static final String PUBLIC_KEY = PREFIX + "public-key";

	private final JwtProperties properties;

	private final SecretStrength strength;

	private final List<JWK> verifying = new ArrayList<>();

	private final Set<Object> seen = new HashSet<>();

	private JwtKeysFactory(JwtProperties properties, SecretStrength strength) {
		this.properties = properties;
		this.strength = strength;
	}

	static JwtKeys of(JwtProperties properties, SecretStrength strength) {
		return new JwtKeysFactory(properties, strength).create();
	}

	private JwtKeys create() {
		Secret secret = secret();
		Secret privateKey = this.properties.privateKey();
		boolean hasPrivateKey = privateKey != null && !privateKey.isEmpty();
		if (secret != null && hasPrivateKey) {
			throw new InvalidSecretException(PRIVATE_KEY, "is set beside a secret, and only one can sign",
					"Keep the key, and move the secret to hardening.jwt.previous-secrets until its tokens expired.");
		}
		JWK signing = null;
		if (secret != null) {
			signing = addSecret(SECRET, secret);
		}
		else if (privateKey != null && hasPrivateKey) {
			signing = addKeyPair(PemKeys.privateKey(PRIVATE_KEY, privateKey.reveal()));
		}
		else if (StringUtils.hasText(this.properties.publicKey())) {
			addPublicKey(PUBLIC_KEY, this.properties.publicKey());
		}
		addPrevious();
		return new JwtKeys(signing, List.copyOf(this.verifying));
	}

	private @Nullable Secret secret() {
		Secret secret = this.properties.secret();
		String file = this.properties.secretFile();
		if (secret != null && !secret.isEmpty()) {
			return secret;
		}
		return StringUtils.hasText(file) ? Secret.of(PemKeys.secretFile(SECRET + "-file", file)) : null;
	}

	private void addPrevious() {
		for (int i = 0; i < this.properties.previousSecrets().size(); i++) {
			Secret previous = this.properties.previousSecrets().get(i);
			if (!previous.isEmpty()) {
				addSecret(PREFIX + "previous-secrets[%d]".formatted(i), previous);
			}
		}
		for (int i = 0; i < this.properties.previousPublicKeys().size(); i++) {
			String previous = this.properties.previousPublicKeys().get(i);
			if (StringUtils.hasText(previous)) {
				addPublicKey(PREFIX + "previous-public-keys[%d]".formatted(i), previous);
			}
		}
	}

	// Without a kid: a thumbprint of a secret would be a hash of it in every token.
	private JWK addSecret(String key, Secret secret) {
		this.strength.require(key, secret);
		return add(key, secret,
				new OctetSequenceKey.Builder(secret.revealBytes()).algorithm(JWSAlgorithm.HS256).build());
	}

	private JWK addKeyPair(PrivateKey privateKey) {
		String configured = this.properties.publicKey();
		PublicKey publicKey = StringUtils.hasText(configured) ? PemKeys.publicKey(PUBLIC_KEY, configured)
				: derived(privateKey);
		JWK signing = withPrivate(jwk(PUBLIC_KEY, publicKey), privateKey);
		KeyPairCheck.require(PRIVATE_KEY, signing);
		return add(PRIVATE_KEY, signing.getKeyID(), signing);
	}

	private PublicKey derived(PrivateKey privateKey) {
		if (privateKey instanceof RSAPrivateCrtKey rsa) {
			return PemKeys.publicKeyOf(rsa);
		}
		throw new InvalidSecretException(PUBLIC_KEY, "is not set, and cannot be told from the private key",
				"Make it with: openssl pkey -in private.pem -pubout");
	}

	private JWK withPrivate(JWK publicKey, PrivateKey privateKey) {
		if (publicKey instanceof RSAKey rsa && privateKey instanceof RSAPrivateCrtKey key) {
			return new RSAKey.Builder(rsa).privateKey(key).build();
		}
		if (publicKey instanceof ECKey ec && privateKey instanceof ECPrivateKey key) {
			return new ECKey.Builder(ec).privateKey(key).build();
		}
		throw new InvalidSecretException(PRIVATE_KEY, "is of another kind than the public key",
				"Set both from the same key pair.");
	}

	private void addPublicKey(String key, String value) {
		JWK jwk = jwk(key, PemKeys.publicKey(key, value));
		add(key, jwk.getKeyID(), jwk);
	}

	private JWK jwk(String key, PublicKey publicKey) {
		JWK jwk = jwk(publicKey);
		String weakness = (jwk != null) ? WeakKeys.weakness(jwk) : "is neither an RSA nor a P-256 key";
		if (jwk == null || weakness != null) {
			throw new InvalidSecretException(key, String.valueOf(weakness),
					"Use an RSA key of 3072 bits, or an EC key on P-256.");
		}
		return jwk;
	}

	private @Nullable JWK jwk(PublicKey publicKey) {
		try {
			if (publicKey instanceof RSAPublicKey rsa) {
				return new RSAKey.Builder(rsa).algorithm(JWSAlgorithm.RS256)
					.keyUse(KeyUse.SIGNATURE)
					.keyIDFromThumbprint()
					.build();
			}
			if (publicKey instanceof ECPublicKey ec && Curve.P_256.equals(Curve.forECParameterSpec(ec.getParams()))) {
				return new ECKey.Builder(Curve.P_256, ec).algorithm(JWSAlgorithm.ES256)
					.keyUse(KeyUse.SIGNATURE)
					.keyIDFromThumbprint()
					.build();
			}
			return null;
		}
		catch (JOSEException | IllegalArgumentException ex) {
			return null;
		}
	}

	private JWK add(String key, Object identity, JWK jwk) {
		if (!this.seen.add(identity)) {
			throw new InvalidSecretException(key, "is the same as another key that is configured",
					"Remove it: a rotated key differs from the present one.");
		}
		this.verifying.add(jwk);
		return jwk;
	}

}
