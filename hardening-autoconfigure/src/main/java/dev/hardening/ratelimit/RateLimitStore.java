package dev.hardening.ratelimit;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the buckets. Safe for use by many threads.
 * <p>
 * All charges of one call are made together or not at all: when a binding one does not
 * fit, none is made, and the results tell for each whether it would have fitted. A charge
 * that is not binding is left out when it does not fit and stops no other.
 */
public interface RateLimitStore {

	/**
	 * Make all charges, or none.
	 * @param charges what to charge, in any order, no two of them for the same quota and
	 * key
	 * @return one result for each charge, in the same order
	 * @throws RateLimitStoreException if the store does not answer
	 */
	List<ChargeResult> charge(List<Charge> charges);

	/**
	 * Give back what was charged, for a request that another control refused later. Never
	 * fills a bucket beyond its capacity; a bucket that is gone is full already.
	 * @param charges charges that were made
	 * @throws RateLimitStoreException if the store does not answer
	 */
	void refund(List<Charge> charges);

	/**
	 * Look at a bucket without charging it.
	 * @param quota what is counted
	 * @param key for whom
	 * @return what a charge of one permit would meet, or {@code null} when the store
	 * knows nothing of the key, so that its bucket is full
	 * @throws RateLimitStoreException if the store does not answer
	 */
	@Nullable ChargeResult peek(Quota quota, RateLimitKey key);

	/**
	 * Fill a bucket again.
	 * @param quota what is counted
	 * @param key for whom
	 * @throws RateLimitStoreException if the store does not answer
	 */
	void reset(Quota quota, RateLimitKey key);

	/**
	 * Return how many buckets this instance holds in memory.
	 * @return an estimate
	 */
	long trackedClients();

}
