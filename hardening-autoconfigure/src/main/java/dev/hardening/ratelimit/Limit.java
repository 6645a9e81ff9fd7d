package dev.hardening.ratelimit;

import java.time.Duration;

/**
 * A number of permits that come back within a period: a token bucket.
 *
 * @param permits how many permits come back in each period
 * @param period the period
 * @param capacity how many permits can be saved up; at least {@code permits}
 * @param refill how the permits come back
 */
public record Limit(long permits, Duration period, long capacity, Refill refill) {

	private static final long MOST_PERMITS = 1_000_000_000L;

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private static final Duration LONGEST = Duration.ofDays(366);

	/**
	 * Create a limit.
	 * @throws IllegalArgumentException if no store can count it
	 */
	public Limit {
		if (permits < 1 || permits > MOST_PERMITS || capacity < permits || capacity > 2 * MOST_PERMITS) {
			throw new IllegalArgumentException("needs 1 to %d permits".formatted(MOST_PERMITS));
		}
		if (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("needs a period of 1ms to 366d");
		}
		if (permits > period.toNanos()) {
			throw new IllegalArgumentException("has more than one permit for each nanosecond");
		}
	}

	/**
	 * Read a limit such as {@code 100/1m}, {@code 100/minute} or
	 * {@code 5 per 10 minutes}.
	 * @param text permits and period
	 * @return the limit, refilled greedily and without a burst
	 * @throws IllegalArgumentException if the text says something else
	 */
	public static Limit parse(String text) {
		return LimitText.parse(text);
	}

	/**
	 * Return a copy that can save up more.
	 * @param burst the permits on top of those of one period
	 * @return the copy
	 */
	public Limit withBurst(long burst) {
		return new Limit(this.permits, this.period, this.permits + burst, this.refill);
	}

	/**
	 * Return a copy that is refilled in another way.
	 * @param refill how the permits come back
	 * @return the copy
	 */
	public Limit withRefill(Refill refill) {
		return new Limit(this.permits, this.period, this.capacity, refill);
	}

	/**
	 * Return how long some missing permits take to come back, at most.
	 * @param missing the number of permits
	 * @return the time in nanoseconds, rounded up
	 */
	public long nanosToRefill(long missing) {
		double periods = (double) missing / this.permits;
		periods = (this.refill == Refill.INTERVAL) ? Math.ceil(periods) : periods;
		return (long) Math.ceil(periods * this.period.toNanos());
	}

	/**
	 * Return the text by which a store tells this limit from an edited one.
	 * @return all that matters, in a few characters
	 */
	String fingerprint() {
		return this.permits + "/" + this.period.toNanos() + "+" + (this.capacity - this.permits)
				+ ((this.refill == Refill.GREEDY) ? "g" : "i");
	}

	@Override
	public String toString() {
		return this.permits + "/" + LimitText.format(this.period);
	}

}
