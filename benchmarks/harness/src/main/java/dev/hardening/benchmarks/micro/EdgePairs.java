package dev.hardening.benchmarks.micro;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

import dev.hardening.benchmarks.report.Console;
import dev.hardening.benchmarks.report.Options;
import dev.hardening.benchmarks.report.Ratio;
import dev.hardening.benchmarks.report.Report;
import dev.hardening.benchmarks.report.Verdict;
import jakarta.servlet.ServletException;

/**
 * What headers, CORS, hosts and request limits cost a request, in turns of one process
 * with the chain that has none of them: on a machine that others use, two runs of JMH one
 * after the other compare what the others did meanwhile.
 */
public final class EdgePairs {

	private static final int REQUESTS = 2000;

	private static final int WARM_UP = 150;

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private static final String ALL = "all four";

	private static final double MOST_MICROS = 5;

	private final List<Side> sides = new ArrayList<>();

	private EdgePairs() {
	}

	/**
	 * Measure.
	 * @param arguments the options
	 * @throws Exception if a request fails or the results cannot be written
	 */
	public static void main(String... arguments) throws Exception {
		Options options = new Options(arguments);
		int rounds = options.number("rounds", 200);
		EdgePairs pairs = new EdgePairs();
		pairs.start("none of them", List.of());
		EdgeBenchmark.CONTROLS.forEach((control) -> pairs.start(control, List.of(control)));
		pairs.start(ALL, EdgeBenchmark.CONTROLS);
		try {
			pairs.measure(rounds);
		}
		finally {
			pairs.sides.forEach((side) -> side.benchmark().stop());
		}
		pairs.report(options, rounds);
	}

	private void start(String name, List<String> controls) {
		EdgeBenchmark benchmark = new EdgeBenchmark();
		benchmark.start(controls);
		this.sides.add(new Side(name, benchmark, new ArrayList<>()));
	}

	private void measure(int rounds) throws ServletException, IOException {
		for (int i = -WARM_UP; i < rounds; i++) {
			for (Side side : this.sides) {
				double time = round(side.benchmark());
				if (i >= 0) {
					side.times().add(time);
				}
			}
		}
	}

	// The time that the thread had a core, whoever else wanted one.
	private static double round(EdgeBenchmark benchmark) throws ServletException, IOException {
		long begin = THREADS.getCurrentThreadCpuTime();
		for (int i = 0; i < REQUESTS; i++) {
			if (benchmark.request().getStatus() != 200) {
				throw new IllegalStateException("A good request was refused");
			}
		}
		return (THREADS.getCurrentThreadCpuTime() - begin) / 1000.0 / REQUESTS;
	}

	private void report(Options options, int rounds) throws IOException {
		List<List<String>> rows = new ArrayList<>();
		Side none = this.sides.get(0);
		for (Side side : this.sides) {
			double cost = side.over(none);
			Console.say("%s: %.2f µs, %.2f µs more", side.name(), Ratio.median(side.times()), cost);
			rows.add(List.of(side.name(), "%.2f µs".formatted(Ratio.median(side.times())),
					(side == none) ? "" : "%.2f µs".formatted(cost),
					side.name().equals(ALL) ? Verdict.atMost(cost, MOST_MICROS) : ""));
		}
		Report report = new Report(options.directory(), "edge-pairs",
				"Headers, CORS, hosts and request limits, by turns", "edge" + options);
		report.line("")
			.line("%,d rounds of %,d requests each, in turn; CPU time of the thread.".formatted(rounds, REQUESTS));
		report.table(List.of("chain with", "median", "more than without, median", "target"), rows);
		if (options.list("write", "true").contains("true")) {
			report.write();
		}
	}

	/**
	 * A chain and its times.
	 *
	 * @param name what is in it
	 * @param benchmark what runs it
	 * @param times the microseconds of a request, of each round
	 */
	private record Side(String name, EdgeBenchmark benchmark, List<Double> times) {

		// The median of what each round took longer than that of the other beside it.
		double over(Side other) {
			List<Double> costs = new ArrayList<>();
			for (int i = 0; i < this.times.size(); i++) {
				costs.add(this.times.get(i) - other.times().get(i));
			}
			return Ratio.median(costs);
		}

	}

}
