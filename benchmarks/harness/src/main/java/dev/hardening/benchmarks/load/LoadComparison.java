package dev.hardening.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.hardening.benchmarks.report.BarPlot;
import dev.hardening.benchmarks.report.Console;
import dev.hardening.benchmarks.report.Options;
import dev.hardening.benchmarks.report.Ratio;
import dev.hardening.benchmarks.report.Report;
import dev.hardening.benchmarks.report.Verdict;

/**
 * Runs the same application in several variants at once and loads them in turns, so that
 * whatever the machine does besides happens to all of them.
 */
public final class LoadComparison {

	private final Options options;

	private final Driver driver = Driver.find();

	private final int connections;

	private final Map<Variant, Application> applications = new EnumMap<>(Variant.class);

	private final Map<Variant, List<Round>> rounds = new EnumMap<>(Variant.class);

	private LoadComparison(Options options) {
		this.options = options;
		this.connections = options.number("connections", 32);
	}

	/**
	 * Compare.
	 * @param arguments the options
	 * @throws Exception if a variant does not start
	 */
	public static void main(String... arguments) throws Exception {
		new LoadComparison(new Options(arguments)).run();
	}

	private void run() throws IOException, InterruptedException {
		List<Variant> variants = this.options
			.list("variants", "plain,security,observed,hardened,refusing,hardened-redis,bucket4j,bucket4j-redis")
			.stream()
			.map(Variant::of)
			.toList();
		RedisServer redis = variants.stream().anyMatch(Variant::needsRedis) ? RedisServer.start() : null;
		try {
			for (Variant variant : variants) {
				if (variant.needsRedis() && redis == null) {
					Console.say("%s is left out: no redis-server here", variant);
					continue;
				}
				start(variant, (redis != null) ? redis.port() : 0);
			}
			warmUp();
			measure(this.options.number("rounds", 5), this.options.number("seconds", 5));
			if (this.options.list("write", "true").contains("true")) {
				report();
			}
		}
		finally {
			this.applications.values().forEach(Application::close);
			if (redis != null) {
				redis.close();
			}
		}
	}

	private void start(Variant variant, int redisPort) throws IOException, InterruptedException {
		Application application = Application.start(variant, this.options.directory(), redisPort);
		this.applications.put(variant, application);
		Console.say("%s started in %.1f s", variant, application.secondsToStart());
	}

	// By requests, not by time: a busy machine takes longer until everything is compiled.
	// In turns, because a virtual machine that waits goes on compiling.
	private void warmUp() throws IOException, InterruptedException {
		long target = this.options.number("warmup", 200_000);
		Map<Variant, Long> done = new EnumMap<>(Variant.class);
		for (boolean warm = false; !warm;) {
			warm = true;
			for (Map.Entry<Variant, Application> entry : this.applications.entrySet()) {
				if (done.getOrDefault(entry.getKey(), 0L) < target) {
					Load load = this.driver.drive(entry.getValue().uri(), this.connections, 3);
					done.merge(entry.getKey(), load.requests(), Long::sum);
					warm = false;
				}
			}
		}
	}

	private void measure(int count, int seconds) throws IOException, InterruptedException {
		List<Map.Entry<Variant, Application>> order = new ArrayList<>(this.applications.entrySet());
		for (int i = 0; i < count; i++) {
			for (Map.Entry<Variant, Application> entry : order) {
				Variant variant = entry.getKey();
				Application application = entry.getValue();
				double cpu = application.cpuSeconds();
				Load load = this.driver.drive(application.uri(), this.connections, seconds);
				double spent = (application.cpuSeconds() - cpu) * 1e6 / load.requests();
				this.rounds.computeIfAbsent(variant, (key) -> new ArrayList<>()).add(new Round(load, spent));
				Console.say("%-15s %8.0f/s  p50 %6.2f ms  p99 %6.2f ms  CPU %5.1f us a request", variant,
						load.requestsPerSecond(), load.median(), load.p99(), spent);
			}
			Collections.rotate(order, 1);
		}
	}

	private void report() throws IOException {
		Report report = new Report(this.options.directory(), this.options.list("section", "load").get(0),
				"Load: one application, several variants", "load" + this.options);
		report.line("")
			.line("%d connections, driven by %s from the same machine. Every variant writes an access log to a file."
				.formatted(this.connections, this.driver));
		List<List<String>> rows = new ArrayList<>();
		BarPlot plot = new BarPlot("Requests a second", "/s");
		for (Map.Entry<Variant, Application> entry : this.applications.entrySet()) {
			Variant variant = entry.getKey();
			List<String> row = new ArrayList<>(List.of(variant.label()));
			row.addAll(Report.cells("%.0f", median(variant, (round) -> round.load().requestsPerSecond())));
			row.addAll(Report.cells("%.2f", median(variant, (round) -> round.load().median()),
					median(variant, (round) -> round.load().p99())));
			row.addAll(Report.cells("%.1f", median(variant, Round::cpu)));
			row.addAll(Report.cells("%.0f", entry.getValue().residentMegabytes()));
			row.addAll(Report.cells("%.1f", entry.getValue().secondsToStart()));
			rows.add(row);
			plot.bar(variant.label(), all(variant, (round) -> round.load().requestsPerSecond()));
		}
		report.table(List.of("variant", "requests/s", "p50 ms", "p99 ms", "CPU µs/request", "RSS MB", "start s"), rows);
		ratios(report);
		report.plot(plot);
		report.write();
	}

	private void ratios(Report report) {
		List<List<String>> rows = new ArrayList<>();
		ratio(rows, "requests/s: everything on / Boot's starters", Variant.HARDENED, Variant.SECURITY, true, 1.0);
		ratio(rows, "p99: everything on / Boot's starters", Variant.HARDENED, Variant.SECURITY, false, 1.1);
		ratio(rows, "requests/s: 429 / the 200 it replaces", Variant.REFUSING, Variant.HARDENED, true, 1.0);
		ratio(rows, "requests/s: everything on / bucket4j starter", Variant.HARDENED, Variant.BUCKET4J, true, 0);
		ratio(rows, "requests/s: Redis, everything on / bucket4j starter", Variant.HARDENED_REDIS,
				Variant.BUCKET4J_REDIS, true, 0);
		List<Double> observed = all(Variant.OBSERVED, Round::cpu);
		if (!observed.isEmpty() && !all(Variant.SECURITY, Round::cpu).isEmpty()) {
			double cost = Ratio.median(observed) - median(Variant.SECURITY, Round::cpu);
			rows.add(List.of("CPU µs a request: logging, redaction, metrics over Boot's starters",
					Report.cells("%.1f", cost).get(0), Verdict.atMost(cost, 15)));
		}
		report.table(List.of("ratio", "min / **median** / max", "target"), rows);
	}

	private void ratio(List<List<String>> rows, String what, Variant ours, Variant theirs, boolean throughput,
			double target) {
		ToDoubleFunction<Round> measure = throughput ? (round) -> round.load().requestsPerSecond()
				: (round) -> round.load().p99();
		Ratio ratio = Ratio.of(all(ours, measure), all(theirs, measure));
		if (!ratio.rounds().isEmpty()) {
			String verdict = throughput ? Verdict.atLeast(ratio.median(), target)
					: Verdict.atMost(ratio.median(), target);
			rows.add(List.of(what, ratio.toString(), (target > 0) ? verdict : ""));
		}
	}

	private double median(Variant variant, ToDoubleFunction<Round> measure) {
		return Ratio.median(all(variant, measure));
	}

	private List<Double> all(Variant variant, ToDoubleFunction<Round> measure) {
		return this.rounds.getOrDefault(variant, List.of()).stream().map(measure::applyAsDouble).toList();
	}

	private record Round(Load load, double cpu) {

	}

}
