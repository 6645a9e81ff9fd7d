package dev.hardening.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that a test moves, for all threads at once.
 */
public final class MovableClock extends Clock {

	private final InstantSource source;

	private volatile Duration by = Duration.ZERO;

	private MovableClock(InstantSource source) {
		this.source = source;
	}

	/**
	 * Create a clock that goes on by itself.
	 * @return the clock, which shows the time of the machine until it is moved
	 */
	public static MovableClock ofMachine() {
		return new MovableClock(InstantSource.system());
	}

	/**
	 * Create a clock that stands still until it is moved.
	 * @param time what it shows first
	 * @return the clock
	 */
	public static MovableClock at(Instant time) {
		return new MovableClock(InstantSource.fixed(time));
	}

	/**
	 * Move the clock.
	 * @param further how far from where it is, negative for back
	 */
	public void move(Duration further) {
		this.by = this.by.plus(further);
	}

	@Override
	public Instant instant() {
		return this.source.instant().plus(this.by);
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}
