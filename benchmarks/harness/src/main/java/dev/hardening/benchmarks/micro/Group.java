package dev.hardening.benchmarks.micro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.hardening.benchmarks.report.BarPlot;
import dev.hardening.benchmarks.report.Options;
import dev.hardening.benchmarks.report.Ratio;
import dev.hardening.benchmarks.report.Report;
import dev.hardening.benchmarks.report.Verdict;

/**
 * What is measured together, and how it is judged.
 */
enum Group {

	LIMITS("LimitsBenchmark", "Rate limit decisions in the instance") {
		@Override
		void judge(Page page) {
			page.time("one hot key", "hotKey").time("10,000 keys", "tenThousandKeys");
			page.time("an exhausted key", "exhaustedKey").time("a bucket of Bucket4j, without a store", "bareBucket");
		}
	},

	JWT("JwtBenchmark", "Verifying a JWT") {
		@Override
		void judge(Page page) {
			for (String algorithm : List.of("HS256", "RS256")) {
				for (String who : List.of("ours", "springs", "nimbus")) {
					page.time(who + ", " + algorithm, who, "algorithm", algorithm);
				}
				page.atMost("the starter / Nimbus itself, " + algorithm, page.of("ours", "algorithm", algorithm),
						page.of("nimbus", "algorithm", algorithm), 1.2);
				page.atMost("the starter / Spring Security's decoder, " + algorithm,
						page.of("ours", "algorithm", algorithm), page.of("springs", "algorithm", algorithm), 1.2);
			}
		}
	},

	APIKEY("ApiKeyBenchmark", "Verifying a cached API key") {
		@Override
		void judge(Page page) {
			page.time("a cached key", "verify");
			page.micros("a cached key", Ratio.median(page.of("verify")), 20);
		}
	},

	EDGE("EdgeBenchmark", "Headers, hosts, CORS and request limits, with mock requests") {
		@Override
		void judge(Page page) {
			page.time("the chain without them", "request", "edge", "false")
				.time("with them", "request", "edge", "true");
			page.micros("all four together", Ratio.median(page.of("request", "edge", "true"))
					- Ratio.median(page.of("request", "edge", "false")), 5);
		}
	},

	REDACTOR("RedactorBenchmark", "Looking for secrets in ordinary text") {
		@Override
		void judge(Page page) {
			List<Double> rates = page.of("redact")
				.stream()
				.map((nanos) -> RedactorBenchmark.CHARACTERS / nanos * 1000)
				.toList();
			page.rate("redactor, one core", rates, "MB/s");
			page.row("MB/s on one core", new Ratio(rates).toString(), Verdict.atLeast(Ratio.median(rates), 100));
		}
	},

	REDIS("RedisBenchmark", "Rate limit decisions in Redis, beside Bucket4j's Lettuce manager") {
		@Override
		void judge(Page page) {
			List<Double> ourBest = List.of();
			List<Double> theirBest = List.of();
			for (int threads : page.results.threads("oursTenThousandKeys")) {
				List<Double> ours = page.results.of("oursTenThousandKeys", threads);
				List<Double> theirs = page.results.of("theirsTenThousandKeys", threads);
				compare(page, "10,000 keys, %d threads".formatted(threads), ours, theirs, Double.NaN);
				ourBest = better(ourBest, ours);
				theirBest = better(theirBest, theirs);
			}
			judge(page, "10,000 keys, each with the threads that suit it best", ourBest, theirBest, 2.5);
			compare(page, "one hot key", page.of("oursHotKey"), page.of("theirsHotKey"), 25);
			compare(page, "exhausted keys", page.of("oursExhaustedKeys"), page.of("theirsExhaustedKeys"), 50);
		}

		private void compare(Page page, String what, List<Double> ours, List<Double> theirs, double target) {
			page.rate("the starter, " + what, ours, "/s").rate("Bucket4j, " + what, theirs, "/s");
			judge(page, what, ours, theirs, target);
		}

		private void judge(Page page, String what, List<Double> ours, List<Double> theirs, double target) {
			Ratio ratio = Ratio.toMedian(ours, theirs);
			page.row("decisions/s, the starter / Bucket4j, " + what, ratio.toString(),
					Double.isNaN(target) ? "" : Verdict.atLeast(ratio.median(), target));
		}

		private static List<Double> better(List<Double> one, List<Double> other) {
			return (one.isEmpty() || Ratio.median(other) > Ratio.median(one)) ? other : one;
		}
	};

	private final String benchmark;

	private final String title;

	Group(String benchmark, String title) {
		this.benchmark = benchmark;
		this.title = title;
	}

	static Group of(String name) {
		return valueOf(name.toUpperCase(Locale.ROOT));
	}

	String benchmark() {
		return this.benchmark;
	}

	boolean needsRedis() {
		return this == REDIS;
	}

	abstract void judge(Page page);

	void report(Options options, Results results) throws IOException {
		String name = name().toLowerCase(Locale.ROOT);
		Page page = new Page(this.title, needsRedis() ? "/s" : "", results);
		judge(page);
		Report report = new Report(options.directory(), name, this.title, "micro" + options.with("groups", name));
		report.table(List.of("measured", "median", "min to max"), page.measured);
		report.table(List.of("ratio or cost", "min / **median** / max", "target"), page.judged);
		report.plot(page.plot);
		report.write();
	}

	/**
	 * The tables and the plot of one group.
	 */
	static final class Page {

		private final Results results;

		private final BarPlot plot;

		private final List<List<String>> measured = new ArrayList<>();

		private final List<List<String>> judged = new ArrayList<>();

		Page(String title, String unit, Results results) {
			this.plot = new BarPlot(title, unit);
			this.results = results;
		}

		List<Double> of(String method, String... parameter) {
			return this.results.of(method, parameter);
		}

		Page time(String label, String method, String... parameter) {
			List<Double> micros = of(method, parameter).stream().map((nanos) -> nanos / 1000).toList();
			return rate(label, micros, "µs");
		}

		Page rate(String label, List<Double> values, String unit) {
			String format = unit.equals("/s") ? "%.0f" : "%.3f";
			String least = Report.cells(format, values.stream().mapToDouble((v) -> v).min().orElse(0)).get(0);
			String most = Report.cells(format, values.stream().mapToDouble((v) -> v).max().orElse(0)).get(0);
			this.measured.add(List.of(label, Report.cells(format, Ratio.median(values)).get(0) + " " + unit,
					least + " to " + most));
			this.plot.bar(label, values);
			return this;
		}

		void atMost(String what, List<Double> ours, List<Double> theirs, double target) {
			Ratio ratio = Ratio.toMedian(ours, theirs);
			row(what, ratio.toString(), Verdict.atMost(ratio.median(), target));
		}

		void micros(String what, double nanos, double target) {
			row(what + ", µs", Report.cells("%.2f", nanos / 1000).get(0), Verdict.atMost(nanos / 1000, target));
		}

		void row(String what, String value, String verdict) {
			this.judged.add(List.of(what, value, verdict));
		}

	}

}
