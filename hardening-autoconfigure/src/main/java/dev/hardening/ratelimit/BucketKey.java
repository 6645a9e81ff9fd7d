package dev.hardening.ratelimit;

import org.jspecify.annotations.Nullable;

/**
 * What a bucket is found by. Flat rather than a pair of objects, since there is one for
 * every client, and comparable, so that keys which are made to have one hash code are
 * still found in logarithmic time.
 */
public final class BucketKey implements Comparable<BucketKey> {

	private final Quota quota;

	private final String kind;

	private final String value;

	/**
	 * Create the key of a bucket.
	 * @param quota what is counted
	 * @param key for whom
	 */
	public BucketKey(Quota quota, RateLimitKey key) {
		this.quota = quota;
		this.kind = key.kind();
		this.value = key.value();
	}

	/**
	 * Return what is counted.
	 * @return the quota
	 */
	public Quota quota() {
		return this.quota;
	}

	/**
	 * Return a hash that nobody without the seeds can aim at.
	 * @param seed the first seed
	 * @param multiplier the second, odd
	 * @return 64 bits, never 0
	 */
	public long hash(long seed, long multiplier) {
		long hash = seed ^ this.quota.hashCode();
		hash = mix(hash, this.kind, multiplier);
		hash = mix(hash, this.value, multiplier);
		return (hash != 0) ? hash : 1;
	}

	private static long mix(long start, String text, long multiplier) {
		long hash = start + text.length();
		for (int i = 0; i < text.length(); i++) {
			long low = (hash ^ text.charAt(i)) * multiplier;
			hash = low ^ Math.multiplyHigh(hash ^ text.charAt(i), multiplier);
		}
		return hash;
	}

	@Override
	public int compareTo(BucketKey other) {
		int byValue = this.value.compareTo(other.value);
		if (byValue != 0) {
			return byValue;
		}
		int byKind = this.kind.compareTo(other.kind);
		return (byKind != 0) ? byKind : this.quota.toString().compareTo(other.quota.toString());
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof BucketKey that && this.value.equals(that.value)
				&& this.kind.equals(that.kind) && this.quota.equals(that.quota));
	}

	@Override
	public int hashCode() {
		return 31 * (31 * this.value.hashCode() + this.kind.hashCode()) + this.quota.hashCode();
	}

}
