package dev.hardening.ratelimit.redis;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.hardening.ratelimit.Limit;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.Refill;

/**
 * Writes limits as the script reads them, once for each quota: policies are a finite set.
 */
final class LimitsText {

	private static final long NANOS_PER_MICRO = 1000;

	private static final long NANOS_PER_MILLI = 1_000_000;

	private static final long MICROS_PER_MILLI = 1000;

	/** Longer than any sensible limit, and something that Redis accepts. */
	private static final long LONGEST_MILLIS = 100L * 366 * 24 * 60 * 60 * 1000;

	private final Map<Quota, byte[]> texts = new ConcurrentHashMap<>();

	byte[] of(Quota quota) {
		byte[] known = this.texts.get(quota);
		return (known != null) ? known : this.texts.computeIfAbsent(quota, LimitsText::write);
	}

	private static byte[] write(Quota quota) {
		ByteBuffer text = ByteBuffer.allocate(Double.BYTES * (1 + 4 * quota.limits().size()));
		// A millisecond more, as all times are rounded. The script renews what is half
		// over.
		long millisToRefill = Math.min(quota.nanosToRefill() / NANOS_PER_MILLI + 2, LONGEST_MILLIS);
		text.putDouble(2.0 * MICROS_PER_MILLI * millisToRefill);
		for (Limit limit : quota.limits()) {
			text.putDouble(limit.permits());
			text.putDouble((limit.period().toNanos() + NANOS_PER_MICRO - 1) / NANOS_PER_MICRO);
			text.putDouble(limit.capacity());
			text.putDouble((limit.refill() == Refill.GREEDY) ? 1 : 0);
		}
		return text.array();
	}

}
