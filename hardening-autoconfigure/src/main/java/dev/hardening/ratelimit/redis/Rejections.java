package dev.hardening.ratelimit.redis;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

import dev.hardening.ratelimit.BucketKey;
import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.ChargeResult.Status;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which buckets refused a charge, so that whoever goes on asking costs no round
 * trip: until the bucket can admit the same charge again, and no longer than some
 * seconds, after which a permit that another instance gave back, or a bucket that it
 * filled, is seen here too.
 * <p>
 * A fixed table of small sets, without locks: whatever is lost in it is asked again. The
 * hash has a random seed, so that nobody can aim at the set of another.
 */
final class Rejections {

	private static final long LONGEST = Duration.ofSeconds(5).toNanos();

	private static final int WAYS = 8;

	private static final int MOST = 1 << 20;

	/** Told of the other policies of a request that is refused without asking. */
	private static final ChargeResult NOT_ASKED = new ChargeResult(Status.UNCOUNTED, 0, 0, 0);

	private final AtomicReferenceArray<@Nullable Rejection> table;

	private final long seed;

	private final long multiplier;

	private final TimeMeter clock;

	/**
	 * Create an empty memory.
	 * @param most how many to remember, 0 for none
	 * @param clock tells the time
	 */
	Rejections(int most, TimeMeter clock) {
		int sets = Integer.highestOneBit(Math.max(1, Math.min(most, MOST) - 1)) * 2 / WAYS;
		this.table = new AtomicReferenceArray<>((most > 0) ? Math.max(1, sets) * WAYS : 0);
		this.clock = clock;
		SecureRandom random = new SecureRandom();
		this.seed = random.nextLong();
		this.multiplier = random.nextLong() | 1;
	}

	long now() {
		return this.clock.currentTimeNanos();
	}

	/**
	 * Find what is known to be refused.
	 * @param charges the charges of a request
	 * @return the results, or {@code null} when Redis must be asked
	 */
	@Nullable List<ChargeResult> find(List<Charge> charges) {
		if (charges.size() == 1) {
			ChargeResult known = find(charges.get(0));
			return (known != null) ? List.of(known) : null;
		}
		List<ChargeResult> results = null;
		for (int i = 0; i < charges.size(); i++) {
			ChargeResult known = find(charges.get(i));
			if (known != null && results == null) {
				results = new ArrayList<>(charges.size());
				for (int before = 0; before < i; before++) {
					results.add(NOT_ASKED);
				}
			}
			if (results != null) {
				results.add((known != null) ? known : NOT_ASKED);
			}
		}
		return results;
	}

	private @Nullable ChargeResult find(Charge charge) {
		if (!charge.binding() || this.table.length() == 0) {
			return null;
		}
		BucketKey key = new BucketKey(charge.quota(), charge.key());
		long hash = key.hash(this.seed, this.multiplier);
		int set = set(hash);
		for (int i = set; i < set + WAYS; i++) {
			Rejection known = this.table.getAcquire(i);
			// Another cost has another time to wait.
			if (known != null && known.is(key, hash) && known.cost == charge.cost()) {
				long now = now();
				return (known.end - now > 0)
						? new ChargeResult(Status.REFUSED, known.remaining, known.limit, known.admits - now) : null;
			}
		}
		return null;
	}

	/**
	 * Take in what Redis answered.
	 * @param part what was asked
	 * @param answer the answer
	 * @param asked when it was sent, which is before Redis read its clock
	 */
	void note(Part part, long[] answer, long asked) {
		switch (part.mode()) {
			case CHARGE -> remember(part, answer, asked);
			case REFUND -> part.charges().forEach((charge) -> forget(new BucketKey(charge.quota(), charge.key())));
			case WEIGH, LOOK -> {
				// Only tells.
			}
		}
	}

	private void remember(Part part, long[] answer, long asked) {
		for (int i = 0; i < part.charges().size(); i++) {
			Charge charge = part.charges().get(i);
			BucketKey key = new BucketKey(charge.quota(), charge.key());
			if (Answer.status(answer, i) == Status.ADMITTED) {
				// What is left is less now, and a dearer charge has longer to wait.
				forget(key);
			}
			else if (charge.binding()) {
				long now = now();
				long wait = Answer.nanosToWait(answer, i);
				put(new Rejection(key, charge.cost(), Answer.remaining(answer, i), Answer.limit(answer, i),
						Math.min(asked, now) + Math.min(wait, LONGEST), now + Math.min(wait, Long.MAX_VALUE / 2)));
			}
		}
	}

	private void put(Rejection rejection) {
		if (this.table.length() == 0) {
			return;
		}
		rejection.hash = rejection.key.hash(this.seed, this.multiplier);
		int set = set(rejection.hash);
		int best = set;
		long soonest = Long.MAX_VALUE;
		for (int i = set; i < set + WAYS; i++) {
			Rejection known = this.table.getAcquire(i);
			if (known == null || known.is(rejection.key, rejection.hash)) {
				best = i;
				break;
			}
			if (known.end - rejection.end < soonest) {
				soonest = known.end - rejection.end;
				best = i;
			}
		}
		this.table.setRelease(best, rejection);
	}

	void forget(BucketKey key) {
		if (this.table.length() == 0) {
			return;
		}
		long hash = key.hash(this.seed, this.multiplier);
		int set = set(hash);
		for (int i = set; i < set + WAYS; i++) {
			Rejection known = this.table.getAcquire(i);
			if (known != null && known.is(key, hash)) {
				this.table.compareAndSet(i, known, null);
			}
		}
	}

	private int set(long hash) {
		return (int) (hash >>> 32) & (this.table.length() - 1) & -WAYS;
	}

	/**
	 * A charge that was refused.
	 */
	private static final class Rejection {

		private final BucketKey key;

		private final long cost;

		private final long remaining;

		private final int limit;

		/** Until when it is refused for certain. */
		private final long end;

		/** When it is admitted for certain. */
		private final long admits;

		private long hash;

		Rejection(BucketKey key, long cost, long remaining, int limit, long end, long admits) {
			this.key = key;
			this.cost = cost;
			this.remaining = remaining;
			this.limit = limit;
			this.end = end;
			this.admits = admits;
		}

		boolean is(BucketKey key, long hash) {
			return this.hash == hash && this.key.equals(key);
		}

	}

}
