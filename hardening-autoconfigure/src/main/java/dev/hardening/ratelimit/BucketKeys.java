package dev.hardening.ratelimit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names buckets by keyed digests, so that nobody who sees the keys reads an address, a
 * name or the id of an API key. The digest of who is counted is the hash tag: the buckets
 * of one client share a slot of a cluster.
 */
public final class BucketKeys {

	private static final String ALGORITHM = "HmacSHA256";

	private static final int LENGTH = 16;

	private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

	private final byte[] prefix;

	private final Mac mac;

	/** Policies are a finite set. */
	private final Map<Quota, byte[]> suffixes = new ConcurrentHashMap<>();

	/**
	 * Create the names.
	 * @param prefix start of every key
	 * @param secret what all instances have in common
	 */
	public BucketKeys(String prefix, byte[] secret) {
		this.prefix = (prefix + "rl:{").getBytes(StandardCharsets.UTF_8);
		// The secret may serve other purposes; what is derived from it serves this one.
		this.mac = mac(digest(mac(secret), "hardening rate limit keys"));
	}

	/**
	 * Create the names that an application is configured to have.
	 * @param settings those of the shared store
	 * @return the names
	 */
	public static BucketKeys of(RateLimitProperties.Redis settings) {
		byte[] secret = (settings.keySecret() != null) ? settings.keySecret().revealBytes()
				: ("hardening " + settings.keyPrefix()).getBytes(StandardCharsets.UTF_8);
		return new BucketKeys(settings.keyPrefix(), secret);
	}

	/**
	 * Name a bucket.
	 * @param quota what is counted
	 * @param key for whom
	 * @return the name, of printable characters
	 */
	public byte[] key(Quota quota, RateLimitKey key) {
		byte[] who = encode(key.kind() + "\0" + key.value());
		byte[] suffix = this.suffixes.computeIfAbsent(quota, this::suffix);
		byte[] name = Arrays.copyOf(this.prefix, this.prefix.length + who.length + suffix.length);
		System.arraycopy(who, 0, name, this.prefix.length, who.length);
		System.arraycopy(suffix, 0, name, this.prefix.length + who.length, suffix.length);
		return name;
	}

	private byte[] suffix(Quota quota) {
		String tier = (quota.tier() != null) ? "+" + quota.tier() : "-";
		byte[] what = encode(quota.policy() + "\0" + tier + "\0" + quota.fingerprint());
		byte[] suffix = new byte[what.length + 1];
		suffix[0] = '}';
		System.arraycopy(what, 0, suffix, 1, what.length);
		return suffix;
	}

	private byte[] encode(String text) {
		return ENCODER.encode(Arrays.copyOf(digest(this.mac, text), LENGTH));
	}

	private static byte[] digest(Mac prepared, String text) {
		try {
			Mac mac = (Mac) prepared.clone();
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException("The platform's " + ALGORITHM + " cannot be copied", ex);
		}
	}

	private static Mac mac(byte[] secret) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(secret, ALGORITHM));
			return mac;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

}
