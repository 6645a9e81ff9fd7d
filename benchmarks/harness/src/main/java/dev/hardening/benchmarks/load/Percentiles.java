package dev.hardening.benchmarks.load;

import java.util.List;

/**
 * Percentiles of latencies.
 */
final class Percentiles {

	private Percentiles() {
	}

	static double millis(List<Long> nanos, int percent) {
		if (nanos.isEmpty()) {
			return Double.NaN;
		}
		List<Long> sorted = nanos.stream().sorted().toList();
		return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)) / 1e6;
	}

}
