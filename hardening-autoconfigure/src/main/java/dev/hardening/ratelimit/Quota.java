package dev.hardening.ratelimit;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What a store counts for each key: the limits of a policy, or of one of its tiers, all
 * of which a charge must fit into. Two quotas are equal when no store needs to tell them
 * apart, so an edited limit is another quota and starts afresh.
 */
public final class Quota {

	private final String policy;

	private final @Nullable String tier;

	private final List<Limit> limits;

	private final OnStoreFailure onStoreFailure;

	private final String fingerprint;

	private final long capacity;

	private final long nanosToRefill;

	/**
	 * Create a quota.
	 * @param policy the name of the policy, unique in the application
	 * @param tier the name of the tier, or {@code null} for those of no tier
	 * @param limits at least one limit
	 * @param onStoreFailure what to do while a shared store does not answer
	 */
	public Quota(String policy, @Nullable String tier, List<Limit> limits, OnStoreFailure onStoreFailure) {
		this.policy = policy;
		this.tier = tier;
		this.limits = List.copyOf(limits);
		this.onStoreFailure = onStoreFailure;
		this.fingerprint = limits.stream().map(Limit::fingerprint).collect(Collectors.joining(","));
		this.capacity = limits.stream().mapToLong(Limit::capacity).min().orElseThrow();
		this.nanosToRefill = limits.stream()
			.mapToLong((limit) -> limit.nanosToRefill(limit.capacity()))
			.max()
			.orElseThrow();
	}

	/**
	 * Return the policy.
	 * @return its name, one of a finite set
	 */
	public String policy() {
		return this.policy;
	}

	/**
	 * Return the tier.
	 * @return its name, or {@code null} for those of no tier
	 */
	public @Nullable String tier() {
		return this.tier;
	}

	/**
	 * Return the limits.
	 * @return at least one
	 */
	public List<Limit> limits() {
		return this.limits;
	}

	/**
	 * Return what to do while a shared store does not answer.
	 * @return one of the three
	 */
	public OnStoreFailure onStoreFailure() {
		return this.onStoreFailure;
	}

	/**
	 * Return the text that changes with the limits. It belongs in the key of a shared
	 * store, so that edited limits apply at once and two instances with different
	 * settings do not write into one bucket.
	 * @return a short printable text
	 */
	public String fingerprint() {
		return this.fingerprint;
	}

	/**
	 * Return the most that can ever be taken at once.
	 * @return the smallest capacity among the limits
	 */
	public long capacity() {
		return this.capacity;
	}

	/**
	 * Return after which time without a charge every bucket is full again, so that a
	 * store can forget it.
	 * @return the time in nanoseconds
	 */
	public long nanosToRefill() {
		return this.nanosToRefill;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof Quota that && this.policy.equals(that.policy)
				&& ((this.tier != null) ? this.tier.equals(that.tier) : that.tier == null)
				&& this.fingerprint.equals(that.fingerprint));
	}

	@Override
	public int hashCode() {
		return 31 * this.policy.hashCode() + this.fingerprint.hashCode();
	}

	@Override
	public String toString() {
		return this.policy + ((this.tier != null) ? "/" + this.tier : "") + this.limits;
	}

}
