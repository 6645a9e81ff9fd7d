package dev.hardening.logging;

import java.time.Instant;

/**
 * Writes times as {@link Instant#toString()} does. Lines come many a second, and all but
 * the fraction of that second is the same for them.
 */
final class LineTime {

	private static final int NANOS_PER_MILLI = 1_000_000;

	private static final int NANOS_PER_MICRO = 1_000;

	private volatile Second last = new Second(0, textOf(0));

	private static String textOf(long epochSecond) {
		String text = Instant.ofEpochSecond(epochSecond).toString();
		return text.substring(0, text.length() - 1);
	}

	String format(Instant time) {
		Second second = this.last;
		if (second.epochSecond() != time.getEpochSecond()) {
			second = new Second(time.getEpochSecond(), textOf(time.getEpochSecond()));
			this.last = second;
		}
		StringBuilder text = new StringBuilder(32).append(second.text());
		int nanos = time.getNano();
		if (nanos != 0) {
			text.append('.');
			if (nanos % NANOS_PER_MILLI == 0) {
				digits(text, nanos / NANOS_PER_MILLI, 100);
			}
			else if (nanos % NANOS_PER_MICRO == 0) {
				digits(text, nanos / NANOS_PER_MICRO, 100_000);
			}
			else {
				digits(text, nanos, 100_000_000);
			}
		}
		return text.append('Z').toString();
	}

	private static void digits(StringBuilder text, int number, int highest) {
		for (int place = highest; place > 0; place /= 10) {
			text.append((char) ('0' + number / place % 10));
		}
	}

	private record Second(long epochSecond, String text) {

	}

}
