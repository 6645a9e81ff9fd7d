package dev.hardening.benchmarks.report;

import java.util.Locale;

/**
 * What was aimed at, and whether it was reached.
 */
public final class Verdict {

	private Verdict() {
	}

	/**
	 * Judge what must not be less.
	 * @param value the median that was measured
	 * @param target what was aimed at
	 * @return a cell of a table
	 */
	public static String atLeast(double value, double target) {
		return verdict(value >= target, "≥ " + number(target));
	}

	/**
	 * Judge what must not be more.
	 * @param value the median that was measured
	 * @param target what was aimed at
	 * @return a cell of a table
	 */
	public static String atMost(double value, double target) {
		return verdict(value <= target, "≤ " + number(target));
	}

	private static String verdict(boolean met, String target) {
		return target + (met ? ": met" : ": **missed**");
	}

	private static String number(double value) {
		return (value == Math.rint(value)) ? String.format(Locale.ROOT, "%.0f", value)
				: String.format(Locale.ROOT, "%.2f", value);
	}

}
