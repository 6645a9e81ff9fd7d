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

/**
 * How much ordinary text one core looks through for secrets, in the time that the thread
 * had a core: what is left of it on a machine at other work says nothing of the redactor.
 */
public final class RedactorRate {

	private static final int TEXTS = 100;

	private static final int WARM_UP = 30;

	private static final double LEAST = 100;

	private RedactorRate() {
	}

	/**
	 * Measure.
	 * @param arguments the options
	 * @throws IOException if the results cannot be written
	 */
	public static void main(String... arguments) throws IOException {
		Options options = new Options(arguments);
		int rounds = options.number("rounds", 80);
		RedactorBenchmark benchmark = new RedactorBenchmark();
		List<Double> rates = new ArrayList<>();
		for (int i = -WARM_UP; i < rounds; i++) {
			double rate = round(benchmark);
			if (i >= 0) {
				rates.add(rate);
			}
		}
		Ratio rate = new Ratio(rates);
		Console.say("MB/s: %s", rate);
		Report report = new Report(options.directory(), "redactor-cpu",
				"Looking for secrets in ordinary text, CPU time", "redactor" + options);
		report.line("").line("%,d rounds of %,d texts of 64 KB; CPU time of the thread.".formatted(rounds, TEXTS));
		report.table(List.of("measured", "min / **median** / max", "target"),
				List.of(List.of("MB/s on one core", rate.toString(), Verdict.atLeast(rate.median(), LEAST))));
		if (options.list("write", "true").contains("true")) {
			report.write();
		}
	}

	private static double round(RedactorBenchmark benchmark) {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long begin = threads.getCurrentThreadCpuTime();
		for (int i = 0; i < TEXTS; i++) {
			if (benchmark.redact().length() != RedactorBenchmark.CHARACTERS) {
				throw new IllegalStateException("There was no secret to mask");
			}
		}
		double nanos = threads.getCurrentThreadCpuTime() - begin;
		return (double) TEXTS * RedactorBenchmark.CHARACTERS / nanos * 1000;
	}

}
