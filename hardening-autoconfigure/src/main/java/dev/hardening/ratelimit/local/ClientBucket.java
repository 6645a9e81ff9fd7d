package dev.hardening.ratelimit.local;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.ChargeResult.Status;
import io.github.bucket4j.BucketState;

/**
 * The bucket of one client: Bucket4j's state and arithmetic, changed by compare-and-swap
 * as in Bucket4j's own local bucket, which with its listeners and views would take three
 * times the memory.
 */
final class ClientBucket {

	private static final VarHandle STATE;

	static {
		try {
			STATE = MethodHandles.lookup().findVarHandle(ClientBucket.class, "state", BucketState.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private volatile BucketState state;

	private volatile boolean refused;

	ClientBucket(BucketState state, boolean refused) {
		this.state = state;
		this.refused = refused;
	}

	ChargeResult charge(long cost, long now) {
		while (true) {
			BucketState seen = this.state;
			BucketState next = refilled(seen, now);
			if (next.getAvailableTokens() < cost) {
				// A plain write would do; the flag only ranks what is evicted.
				this.refused = true;
				return refuse(next, cost, now);
			}
			next.consume(cost);
			if (STATE.compareAndSet(this, seen, next)) {
				return result(Status.ADMITTED, next, 0);
			}
		}
	}

	/**
	 * Look without charging.
	 * @param cost what would be charged
	 * @param now the time
	 * @return what would come of it, with what is left now
	 */
	ChargeResult peek(long cost, long now) {
		BucketState next = refilled(this.state, now);
		boolean admits = next.getAvailableTokens() >= cost;
		return admits ? result(Status.ADMITTED, next, 0) : refuse(next, cost, now);
	}

	void refund(long cost, long now) {
		while (true) {
			BucketState seen = this.state;
			BucketState next = refilled(seen, now);
			next.addTokens(cost);
			if (STATE.compareAndSet(this, seen, next)) {
				return;
			}
		}
	}

	BucketState state(long now) {
		return refilled(this.state, now);
	}

	boolean isRefused() {
		return this.refused;
	}

	private static BucketState refilled(BucketState state, long now) {
		BucketState copy = state.copy();
		copy.refillAllBandwidth(now);
		return copy;
	}

	private static ChargeResult refuse(BucketState state, long cost, long now) {
		return result(Status.REFUSED, state, state.calculateDelayNanosAfterWillBePossibleToConsume(cost, now, true));
	}

	private static ChargeResult result(Status status, BucketState state, long nanosToWait) {
		int limits = state.getConfiguration().getBandwidths().length;
		int fewest = 0;
		for (int i = 1; i < limits; i++) {
			fewest = (state.getCurrentSize(i) < state.getCurrentSize(fewest)) ? i : fewest;
		}
		return new ChargeResult(status, Math.max(0, state.getCurrentSize(fewest)), fewest, nanosToWait);
	}

}
