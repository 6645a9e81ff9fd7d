package dev.hardening.logging.servlet;

import java.util.function.LongSupplier;

/**
 * The time from the first sight of a request to its answer.
 */
final class ResponseTime {

	static final String HEADER = "X-Response-Time";

	private static final long HUNDREDTH_OF_MILLISECOND = 10_000;

	private final LongSupplier nanoTime;

	ResponseTime(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	long now() {
		return this.nanoTime.getAsLong();
	}

	double millisSince(long started) {
		return hundredths(started) / 100.0;
	}

	/**
	 * Write what has passed as the header has it, without a formatter on the way of every
	 * request.
	 * @param started the earlier time
	 * @return milliseconds with two decimals
	 */
	String headerValue(long started) {
		long hundredths = hundredths(started);
		StringBuilder text = new StringBuilder(10).append(hundredths / 100).append('.');
		long fraction = hundredths % 100;
		if (fraction < 10) {
			text.append('0');
		}
		return text.append(fraction).toString();
	}

	private long hundredths(long started) {
		return Math.max(0, now() - started) / HUNDREDTH_OF_MILLISECOND;
	}

}
