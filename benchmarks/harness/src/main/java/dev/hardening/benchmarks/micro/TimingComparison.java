package dev.hardening.benchmarks.micro;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import dev.hardening.benchmarks.report.Console;

/**
 * Whether two kinds of guesses can be told apart by the time of their refusal: Welch's
 * test on times taken in random order, as <em>Reparaz et al., Dude, is my code constant
 * time?</em> do it.
 *
 * @param <T> the type of a guess
 */
final class TimingComparison<T> {

	/** Beyond this the kinds can be told apart. */
	static final double TOLD_APART = 4.5;

	private final Random random = new Random();

	private final int rounds;

	private final ToLongFunction<T> refuse;

	/**
	 * Create the comparison.
	 * @param rounds how many guesses of each kind
	 * @param refuse makes a guess and returns its time in nanoseconds
	 */
	TimingComparison(int rounds, ToLongFunction<T> refuse) {
		this.rounds = rounds;
		this.refuse = refuse;
	}

	/**
	 * Compare two kinds.
	 * @param kinds the names of both
	 * @param one guesses of the one kind
	 * @param other guesses of the other
	 * @return the names, the mean times, Welch's t, and the verdict
	 */
	List<String> compare(String kinds, Supplier<T> one, Supplier<T> other) {
		double[][] times = new double[2][this.rounds];
		int[] taken = new int[2];
		while (taken[0] < this.rounds || taken[1] < this.rounds) {
			int kind = this.random.nextInt(2);
			if (taken[kind] < this.rounds) {
				// Both are made, so that what came before is the same for either.
				List<T> guesses = List.of(one.get(), other.get());
				times[kind][taken[kind]++] = this.refuse.applyAsLong(guesses.get(kind));
			}
		}
		double[][] cropped = { crop(times[0]), crop(times[1]) };
		double t = Math.abs(welch(cropped[0], cropped[1]));
		Console.say("%s: t = %.2f", kinds, t);
		String means = "%.0f / %.0f".formatted(mean(cropped[0]), mean(cropped[1]));
		return List.of(kinds, means, "%.2f".formatted(t), (t < TOLD_APART) ? "no" : "**yes**");
	}

	// Without what the scheduler and the collector took.
	private static double[] crop(double[] times) {
		double[] sorted = times.clone();
		Arrays.sort(sorted);
		return Arrays.copyOf(sorted, (int) (sorted.length * 0.9));
	}

	private static double mean(double[] values) {
		return Arrays.stream(values).average().orElse(0);
	}

	private static double welch(double[] a, double[] b) {
		return (mean(a) - mean(b)) / Math.sqrt(variance(a) / a.length + variance(b) / b.length);
	}

	private static double variance(double[] values) {
		double mean = mean(values);
		return Arrays.stream(values).map((value) -> (value - mean) * (value - mean)).sum() / (values.length - 1);
	}

}
