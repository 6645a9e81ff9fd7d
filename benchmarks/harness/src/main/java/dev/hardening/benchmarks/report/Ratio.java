package dev.hardening.benchmarks.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The ratio of two measurements that were taken in turns: each round has its own.
 *
 * @param rounds the ratios of all rounds, sorted
 */
public record Ratio(List<Double> rounds) {

	public Ratio {
		rounds = rounds.stream().sorted().toList();
	}

	/**
	 * Compare measurements of the same rounds.
	 * @param ours the numerators in order of the rounds
	 * @param theirs the denominators in order of the rounds
	 * @return the ratio
	 */
	public static Ratio of(List<Double> ours, List<Double> theirs) {
		List<Double> rounds = new ArrayList<>();
		for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
			rounds.add(ours.get(i) / theirs.get(i));
		}
		return new Ratio(rounds);
	}

	/**
	 * Compare measurements that were not taken in rounds: each with the median of the
	 * others.
	 * @param ours the numerators
	 * @param theirs the denominators
	 * @return the ratio
	 */
	public static Ratio toMedian(Collection<Double> ours, Collection<Double> theirs) {
		double median = median(theirs);
		return new Ratio(ours.stream().map((value) -> value / median).toList());
	}

	/**
	 * Return the median of numbers.
	 * @param values the numbers
	 * @return the median, {@code NaN} of none
	 */
	public static double median(Collection<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		int size = sorted.size();
		if (size == 0) {
			return Double.NaN;
		}
		return (size % 2 == 1) ? sorted.get(size / 2) : (sorted.get(size / 2 - 1) + sorted.get(size / 2)) / 2;
	}

	/**
	 * Return the ratio of the round in the middle.
	 * @return the median
	 */
	public double median() {
		return median(this.rounds);
	}

	/**
	 * Return the ratio as a cell of a table.
	 * @return minimum, median and maximum
	 */
	@Override
	public String toString() {
		if (this.rounds.isEmpty()) {
			return "not measured";
		}
		return String.format(Locale.ROOT, "%.2f / **%.2f** / %.2f", this.rounds.get(0), median(),
				this.rounds.get(this.rounds.size() - 1));
	}

}
