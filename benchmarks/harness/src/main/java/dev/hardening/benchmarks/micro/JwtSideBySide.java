package dev.hardening.benchmarks.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.hardening.benchmarks.report.Console;
import dev.hardening.benchmarks.report.Options;
import dev.hardening.benchmarks.report.Ratio;
import dev.hardening.benchmarks.report.Report;
import dev.hardening.benchmarks.report.Verdict;

/**
 * What the starter's decoder costs as a ratio, by turns of some milliseconds in one
 * process: on a machine that does other work, two measurements of minutes compare what
 * the others did meanwhile.
 */
public final class JwtSideBySide {

	private static final int TURN_MILLIS = 40;

	private JwtSideBySide() {
	}

	/**
	 * Measure.
	 * @param arguments the options
	 * @throws Exception if the results cannot be written
	 */
	public static void main(String... arguments) throws Exception {
		Options options = new Options(arguments);
		Report report = new Report(options.directory(), "jwt-side-by-side", "Verifying a JWT, side by side",
				"jwt" + options);
		List<List<String>> rows = new ArrayList<>();
		for (String algorithm : List.of("HS256", "RS256")) {
			measure(algorithm, options.number("rounds", 100), rows);
		}
		report.line("")
			.line("Turns of %d ms, each with its ratio to the neighbouring turn of the other.".formatted(TURN_MILLIS));
		report.table(List.of("ratio", "min / **median** / max", "target"), rows);
		report.write();
	}

	private static void measure(String algorithm, int rounds, List<List<String>> rows) throws Exception {
		JwtBenchmark benchmark = new JwtBenchmark();
		benchmark.algorithm = algorithm;
		benchmark.start();
		try {
			// Warm-up.
			rounds(rounds, benchmark);
			List<List<Double>> ratios = rounds(rounds, benchmark);
			row(rows, "the starter / Nimbus itself, " + algorithm, ratios.get(0));
			row(rows, "the starter / Spring Security's decoder, " + algorithm, ratios.get(1));
		}
		finally {
			benchmark.stop();
		}
	}

	private static List<List<Double>> rounds(int rounds, JwtBenchmark benchmark) throws Exception {
		List<Double> nimbus = new ArrayList<>();
		List<Double> springs = new ArrayList<>();
		for (int i = 0; i < rounds; i++) {
			double ours = turn(benchmark::ours);
			nimbus.add(ours / turn(benchmark::nimbus));
			springs.add(turn(benchmark::ours) / turn(benchmark::springs));
		}
		return List.of(nimbus, springs);
	}

	private static double turn(Callable<?> call) throws Exception {
		long begin = System.nanoTime();
		long calls = 0;
		while (System.nanoTime() - begin < TURN_MILLIS * 1_000_000L) {
			if (call.call() == null) {
				throw new IllegalStateException("A good token was not");
			}
			calls++;
		}
		return (System.nanoTime() - begin) / (double) calls;
	}

	private static void row(List<List<String>> rows, String name, List<Double> ratios) {
		Ratio ratio = new Ratio(ratios);
		Console.say("%s: %s", name, ratio);
		rows.add(List.of(name, ratio.toString(), Verdict.atMost(Ratio.median(ratios), 1.2)));
	}

}
