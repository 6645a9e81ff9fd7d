package dev.hardening.sample.login;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.jwt.JwtProperties;
import dev.hardening.secrets.Secret;
import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.stereotype.Component;

/**
 * Keeps the secrets of second factors unreadable for whoever has a copy of the database:
 * AES-256 in GCM mode, by a key that is derived from the application's secret. Earlier
 * secrets still open what they closed. A secret is bound to its account, so that nobody
 * who can write to the table gives one account the factor of another.
 */
@Component
class TotpSecrets {

	private static final String MARK = "v1:";

	private static final String PURPOSE = "hardening sample: second factors at rest";

	private static final String MAC = "HmacSHA256";

	private final List<BytesEncryptor> encryptors = new ArrayList<>();

	TotpSecrets(JwtProperties jwt) {
		Secret secret = jwt.secret();
		if (secret == null || secret.isEmpty()) {
			throw new InvalidPropertyException("hardening.jwt.secret", null,
					"is needed to encrypt the secrets of second factors", "Set the environment variable SECRET_KEY.");
		}
		this.encryptors.add(encryptor(secret));
		jwt.previousSecrets()
			.stream()
			.filter((previous) -> !previous.isEmpty())
			.map(TotpSecrets::encryptor)
			.forEach(this.encryptors::add);
	}

	private static BytesEncryptor encryptor(Secret secret) {
		try {
			Mac mac = Mac.getInstance(MAC);
			mac.init(new SecretKeySpec(secret.revealBytes(), MAC));
			byte[] key = mac.doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8));
			return AesGcmBytesEncryptor.withSecretKey(new SecretKeySpec(key, "AES")).build();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + MAC, ex);
		}
	}

	String close(long account, String secret) {
		byte[] plain = (account + ":" + secret).getBytes(StandardCharsets.UTF_8);
		return MARK + Base64.getEncoder().withoutPadding().encodeToString(this.encryptors.get(0).encrypt(plain));
	}

	/**
	 * Open what was closed.
	 * @param account whose it must be
	 * @param closed what is in the database
	 * @return the secret, or {@code null} if no key opens it for this account
	 */
	@Nullable String open(long account, String closed) {
		byte[] bytes = bytes(closed);
		for (BytesEncryptor encryptor : this.encryptors) {
			String plain = decrypt(encryptor, bytes);
			if (plain != null && plain.startsWith(account + ":")) {
				return plain.substring(plain.indexOf(':') + 1);
			}
		}
		return null;
	}

	// What was never closed is no secret, or whoever can write to the table would choose
	// it.
	private static byte[] bytes(String closed) {
		try {
			return closed.startsWith(MARK) ? Base64.getDecoder().decode(closed.substring(MARK.length())) : new byte[0];
		}
		catch (IllegalArgumentException ex) {
			return new byte[0];
		}
	}

	private static @Nullable String decrypt(BytesEncryptor encryptor, byte[] bytes) {
		try {
			return new String(encryptor.decrypt(bytes), StandardCharsets.UTF_8);
		}
		catch (RuntimeException ex) {
			// Closed by another key, or by none.
			return null;
		}
	}

	/**
	 * Return whether a secret should be closed anew: by a key that stays.
	 * @param closed what is in the database
	 * @return {@code true} if the present key does not open it
	 */
	boolean isOutdated(String closed) {
		return decrypt(this.encryptors.get(0), bytes(closed)) == null;
	}

}
