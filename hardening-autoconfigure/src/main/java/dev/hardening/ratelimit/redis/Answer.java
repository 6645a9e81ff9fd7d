package dev.hardening.ratelimit.redis;

import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.ChargeResult.Status;

/**
 * Reads what the script answers: four numbers for each charge.
 */
final class Answer {

	private static final int NUMBERS = 4;

	private static final long NANOS = 1000;

	private Answer() {
	}

	static boolean isKnown(long[] answer, int charge) {
		return answer[charge * NUMBERS] >= 0;
	}

	static Status status(long[] answer, int charge) {
		return (answer[charge * NUMBERS] == 1) ? Status.ADMITTED : Status.REFUSED;
	}

	static long remaining(long[] answer, int charge) {
		return answer[charge * NUMBERS + 1];
	}

	static int limit(long[] answer, int charge) {
		return (int) answer[charge * NUMBERS + 2];
	}

	static long nanosToWait(long[] answer, int charge) {
		long micros = answer[charge * NUMBERS + 3];
		return (micros > Long.MAX_VALUE / NANOS) ? Long.MAX_VALUE : micros * NANOS;
	}

	static ChargeResult result(long[] answer, int charge) {
		return new ChargeResult(status(answer, charge), remaining(answer, charge), limit(answer, charge),
				nanosToWait(answer, charge));
	}

}
