package dev.hardening.ratelimit.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.Limit;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.Refill;

/**
 * What the stores ought to do, written down as plainly as possible, in whole microseconds
 * and in fractions of a permit of one by the period.
 */
final class PlainBuckets {

	private final Map<Quota, List<Bucket>> buckets = new HashMap<>();

	/**
	 * Charge all or none.
	 * @param charges the charges of one client
	 * @param now the time in microseconds
	 * @return what is expected of each
	 */
	List<Expected> charge(List<Charge> charges, long now) {
		List<Long> waits = new ArrayList<>();
		boolean refused = false;
		for (Charge charge : charges) {
			long wait = 0;
			for (Bucket bucket : of(charge.quota(), now)) {
				bucket.refill(now);
				wait = Math.max(wait, bucket.microsUntil(charge.cost(), now));
			}
			waits.add(wait);
			refused |= charge.binding() && wait > 0;
		}
		List<Expected> expected = new ArrayList<>();
		for (int i = 0; i < charges.size(); i++) {
			List<Bucket> own = of(charges.get(i).quota(), now);
			if (!refused && waits.get(i) == 0) {
				for (Bucket bucket : own) {
					bucket.level -= charges.get(i).cost() * bucket.period;
				}
			}
			expected.add(new Expected(waits.get(i) == 0, own.stream().mapToLong(Bucket::permits).min().orElseThrow(),
					waits.get(i)));
		}
		return expected;
	}

	private List<Bucket> of(Quota quota, long now) {
		return this.buckets.computeIfAbsent(quota,
				(key) -> key.limits().stream().map((limit) -> new Bucket(limit, now)).toList());
	}

	/**
	 * What a store should answer.
	 *
	 * @param admitted whether the charge fits
	 * @param remaining what is left
	 * @param microsToWait until it fits
	 */
	record Expected(boolean admitted, long remaining, long microsToWait) {

	}

	private static final class Bucket {

		private final Limit limit;

		private final long period;

		private final long most;

		private long level;

		private long since;

		Bucket(Limit limit, long now) {
			this.limit = limit;
			this.period = limit.period().toNanos() / 1000;
			this.most = Math.multiplyExact(limit.capacity(), this.period);
			this.level = this.most;
			this.since = now;
		}

		void refill(long now) {
			long passed = now - this.since;
			long counted = (this.limit.refill() == Refill.GREEDY) ? passed : passed / this.period * this.period;
			this.level = Math.min(this.most,
					Math.addExact(this.level, Math.multiplyExact(this.limit.permits(), counted)));
			this.since += counted;
		}

		long microsUntil(long cost, long now) {
			long missing = cost * this.period - this.level;
			if (missing <= 0) {
				return 0;
			}
			if (this.limit.refill() == Refill.GREEDY) {
				return ceil(missing, this.limit.permits());
			}
			return ceil(missing, this.limit.permits() * this.period) * this.period - (now - this.since);
		}

		private static long ceil(long number, long divisor) {
			return (number + divisor - 1) / divisor;
		}

		long permits() {
			return this.level / this.period;
		}

	}

}
