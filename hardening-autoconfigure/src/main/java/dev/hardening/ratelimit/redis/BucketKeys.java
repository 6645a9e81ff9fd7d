package dev.hardening.ratelimit.redis;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitKey;

/**
 * Names buckets by keyed digests, so that nobody who sees the keys reads an address, a
 * name or the id of an API key. The digest of who is counted is the hash tag: the buckets
 * of one client share a slot of a cluster.
 */
final class BucketKeys {

	private static final String ALGORITHM = "HmacSHA256";

	private static final int LENGTH = 16;

	private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

	private final String prefix;

	private final SecretKeySpec secret;

	/**
	 * Create the names.
	 * @param prefix start of every key
	 * @param secret what all instances have in common
	 */
	BucketKeys(String prefix, byte[] secret) {
		this.prefix = prefix + "rl:{";
		// The secret may serve other purposes; what is derived from it serves this one.
		byte[] derived = digest(new SecretKeySpec(secret, ALGORITHM), "hardening rate limit keys");
		this.secret = new SecretKeySpec(derived, ALGORITHM);
	}

	byte[] key(Quota quota, RateLimitKey key) {
		String tier = (quota.tier() != null) ? "+" + quota.tier() : "-";
		String text = this.prefix + encode(key.kind() + "\0" + key.value()) + "}"
				+ encode(quota.policy() + "\0" + tier + "\0" + quota.fingerprint());
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private String encode(String text) {
		return ENCODER.encodeToString(Arrays.copyOf(digest(this.secret, text), LENGTH));
	}

	private static byte[] digest(SecretKeySpec secret, String text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(secret);
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

}
