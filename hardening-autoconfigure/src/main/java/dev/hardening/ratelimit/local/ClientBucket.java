package dev.hardening.ratelimit.local;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.ChargeResult.Status;
import io.github.bucket4j.BucketState;

/**
 * The bucket of one client: Bucket4j's state and arithmetic without the listeners and
 * views of its own local bucket, which would take three times the memory. Changed in
 * place under its own monitor, which costs no more than the copy that a compare-and-swap
 * needs, and lets several buckets be held at once.
 */
final class ClientBucket {

	private static final AtomicLong CREATED = new AtomicLong();

	/** Whoever holds several buckets takes them in the order of these. */
	private final long number = CREATED.incrementAndGet();

	private final BucketState state;

	private volatile boolean refused;

	ClientBucket(BucketState state, boolean refused) {
		this.state = state;
		this.refused = refused;
	}

	/**
	 * Act on several buckets while nobody else changes any of them.
	 * @param <T> what comes of it
	 * @param buckets the buckets, sorted by {@link #number()}
	 * @param action what to do; must wait for nothing
	 * @return what came of it
	 */
	static <T> T holding(ClientBucket[] buckets, Supplier<T> action) {
		return holding(buckets, 0, action);
	}

	private static <T> T holding(ClientBucket[] buckets, int from, Supplier<T> action) {
		if (from == buckets.length) {
			return action.get();
		}
		synchronized (buckets[from]) {
			return holding(buckets, from + 1, action);
		}
	}

	long number() {
		return this.number;
	}

	synchronized ChargeResult charge(long cost, long now) {
		this.state.refillAllBandwidth(now);
		if (this.state.getAvailableTokens() < cost) {
			this.refused = true;
			return refuse(cost, now);
		}
		this.state.consume(cost);
		return result(Status.ADMITTED, 0);
	}

	/**
	 * Look without charging.
	 * @param cost what would be charged
	 * @param now the time
	 * @return what would come of it, with what is left now
	 */
	synchronized ChargeResult peek(long cost, long now) {
		this.state.refillAllBandwidth(now);
		boolean admits = this.state.getAvailableTokens() >= cost;
		return admits ? result(Status.ADMITTED, 0) : refuse(cost, now);
	}

	synchronized void refund(long cost, long now) {
		this.state.refillAllBandwidth(now);
		this.state.addTokens(cost);
	}

	synchronized BucketState state(long now) {
		BucketState copy = this.state.copy();
		copy.refillAllBandwidth(now);
		return copy;
	}

	boolean isRefused() {
		return this.refused;
	}

	private ChargeResult refuse(long cost, long now) {
		return result(Status.REFUSED, this.state.calculateDelayNanosAfterWillBePossibleToConsume(cost, now, true));
	}

	private ChargeResult result(Status status, long nanosToWait) {
		int limits = this.state.getConfiguration().getBandwidths().length;
		int fewest = 0;
		for (int i = 1; i < limits; i++) {
			fewest = (this.state.getCurrentSize(i) < this.state.getCurrentSize(fewest)) ? i : fewest;
		}
		return new ChargeResult(status, Math.max(0, this.state.getCurrentSize(fewest)), fewest, nanosToWait);
	}

}
