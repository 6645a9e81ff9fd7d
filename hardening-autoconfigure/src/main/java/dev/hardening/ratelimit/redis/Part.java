package dev.hardening.ratelimit.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.RateLimitStoreException;
import org.jspecify.annotations.Nullable;

/**
 * What one request wants of the script. The thread of the request waits for the answer; a
 * part whose answer is there before it was sent has been given up.
 */
final class Part {

	private final Mode mode;

	private final List<Charge> charges;

	private final byte[][] names;

	private final int slot;

	private final CompletableFuture<long[]> answer = new CompletableFuture<>();

	private volatile @Nullable RunningCall call;

	/**
	 * Create a part.
	 * @param mode what to do
	 * @param charges with what
	 * @param names the keys of the charges' buckets
	 * @param slot where on a cluster all of them are
	 */
	Part(Mode mode, List<Charge> charges, byte[][] names, int slot) {
		this.mode = mode;
		this.charges = charges;
		this.names = names;
		this.slot = slot;
	}

	Mode mode() {
		return this.mode;
	}

	List<Charge> charges() {
		return this.charges;
	}

	byte[][] names() {
		return this.names;
	}

	int slot() {
		return this.slot;
	}

	void sentWith(RunningCall call) {
		this.call = call;
	}

	/**
	 * Wait for the answer.
	 * @param nanos how long
	 * @return four numbers for each charge, as the script says
	 * @throws RateLimitStoreException if there is none in time
	 */
	long[] await(long nanos) {
		try {
			return this.answer.get(nanos, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw giveUp("Interrupted while waiting for Redis", nanos);
		}
		catch (TimeoutException ex) {
			throw giveUp("Redis did not answer in time", nanos);
		}
		catch (ExecutionException ex) {
			throw new RateLimitStoreException("Redis did not answer", ex.getCause());
		}
	}

	private RateLimitStoreException giveUp(String message, long nanos) {
		RateLimitStoreException failure = new RateLimitStoreException(message, null);
		this.answer.completeExceptionally(failure);
		RunningCall sent = this.call;
		if (sent != null) {
			sent.giveUpAfter(nanos);
		}
		return failure;
	}

	boolean isGivenUp() {
		return this.answer.isDone();
	}

	/**
	 * Return the answer to come.
	 * @return four numbers for each charge, as the script says
	 */
	CompletableFuture<long[]> answer() {
		return this.answer;
	}

	/**
	 * What the script can do. It knows them by number.
	 */
	enum Mode {

		/** Charge all, or none. */
		CHARGE,

		/** Tell for each whether it would fit. */
		WEIGH,

		/** As {@link #WEIGH}, and tell which buckets there are. */
		LOOK,

		/** Give back. */
		REFUND;

		byte number() {
			return (byte) (ordinal() + 1);
		}

	}

}
