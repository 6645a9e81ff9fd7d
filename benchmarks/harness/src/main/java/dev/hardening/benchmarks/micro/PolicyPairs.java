package dev.hardening.benchmarks.micro;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.benchmarks.report.Console;
import dev.hardening.benchmarks.report.Options;
import dev.hardening.benchmarks.report.Ratio;
import dev.hardening.benchmarks.report.Report;
import dev.hardening.benchmarks.report.Verdict;

/**
 * Requests in an application with one policy and in one with a thousand, in turn and in
 * one process: the ratio of two short rounds side by side says the same on a machine that
 * others use, too.
 */
public final class PolicyPairs {

	private static final int REQUESTS = 2000;

	private static final int WARM_UP = 100;

	private PolicyPairs() {
	}

	/**
	 * Measure.
	 * @param arguments the options
	 * @throws Exception if the results cannot be written
	 */
	public static void main(String... arguments) throws Exception {
		Options options = new Options(arguments);
		PoliciesBenchmark one = started(1);
		PoliciesBenchmark many = started(1000);
		List<Double> ofOne = new ArrayList<>();
		List<Double> ofMany = new ArrayList<>();
		int pairs = options.number("pairs", 400);
		for (int i = -WARM_UP; i < pairs; i++) {
			double first = round(one);
			double second = round(many);
			if (i >= 0) {
				ofOne.add(first);
				ofMany.add(second);
			}
		}
		one.stop();
		many.stop();
		Ratio ratio = Ratio.of(ofMany, ofOne);
		Console.say("1,000 policies / 1 policy: %.2f", ratio.median());
		Report report = new Report(options.directory(), "policies", "A request under one of 1 policy, and of 1,000",
				"policies" + options);
		report.line("").line("%,d pairs of %,d requests each, in turn.".formatted(pairs, REQUESTS));
		report.table(List.of("measured", "median"),
				List.of(List.of("1 policy", micros(ofOne)), List.of("1,000 policies", micros(ofMany))));
		report.table(List.of("ratio", "min / **median** / max", "target"),
				List.of(List.of("1,000 policies / 1 policy", ratio.toString(), Verdict.atMost(ratio.median(), 1.3))));
		if (options.list("write", "true").contains("true")) {
			report.write();
		}
	}

	private static PoliciesBenchmark started(int policies) {
		PoliciesBenchmark benchmark = new PoliciesBenchmark();
		benchmark.policies = policies;
		benchmark.start();
		return benchmark;
	}

	private static double round(PoliciesBenchmark benchmark) {
		long begin = System.nanoTime();
		for (int i = 0; i < REQUESTS; i++) {
			if (benchmark.request() != null) {
				throw new IllegalStateException("A request was refused");
			}
		}
		return (double) (System.nanoTime() - begin) / REQUESTS;
	}

	private static String micros(List<Double> nanos) {
		return "%.3f µs".formatted(Ratio.median(nanos) / 1000);
	}

}
