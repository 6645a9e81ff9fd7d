package dev.hardening.logging;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;

/**
 * Lets through so many lines of one kind a second and counts the others, so that a flood
 * of refused requests does not become a full disk.
 */
final class FloodGauge {

	/** Kinds come from the status and from names in the configuration, so are few. */
	private static final int MOST_KINDS = 200;

	private static final String OTHER_KINDS = "other";

	private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

	private final AtomicLong summed = new AtomicLong();

	private final int perSecond;

	private final Clock clock;

	FloodGauge(int perSecond, Clock clock) {
		this.perSecond = perSecond;
		this.clock = clock;
	}

	/**
	 * Ask for one line.
	 * @param name the kind of line
	 * @return whether to write it; if not, it has been counted
	 */
	boolean admit(String name) {
		Kind kind = this.kinds.get(name);
		if (kind == null) {
			String bounded = (this.kinds.size() < MOST_KINDS) ? name : OTHER_KINDS;
			kind = this.kinds.computeIfAbsent(bounded, (key) -> new Kind());
		}
		return kind.admit(second(), this.perSecond);
	}

	/**
	 * Tell what has been left out, once a second at most.
	 * @param summary takes kind and number
	 */
	void sumUp(ObjLongConsumer<String> summary) {
		long second = second();
		long last = this.summed.get();
		if (second != last && this.summed.compareAndSet(last, second)) {
			sumUpNow(summary);
		}
	}

	/**
	 * Tell what has been left out since it was told last.
	 * @param summary takes kind and number
	 */
	void sumUpNow(ObjLongConsumer<String> summary) {
		this.kinds.forEach((name, kind) -> {
			long leftOut = kind.takeLeftOut();
			if (leftOut > 0) {
				summary.accept(name, leftOut);
			}
		});
	}

	private long second() {
		return this.clock.millis() / 1000;
	}

	private static final class Kind {

		private long second;

		private int admitted;

		private long leftOut;

		synchronized boolean admit(long now, int most) {
			if (now != this.second) {
				this.second = now;
				this.admitted = 0;
			}
			if (this.admitted < most) {
				this.admitted++;
				return true;
			}
			this.leftOut++;
			return false;
		}

		synchronized long takeLeftOut() {
			long taken = this.leftOut;
			this.leftOut = 0;
			return taken;
		}

	}

}
