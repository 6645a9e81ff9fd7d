package dev.hardening.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.hardening.benchmarks.report.Console;
import dev.hardening.benchmarks.report.LinePlot;
import dev.hardening.benchmarks.report.Options;
import dev.hardening.benchmarks.report.Report;
import dev.hardening.benchmarks.report.Verdict;

/**
 * The sample app under the mixed load of its page, with its limits raised: how long
 * answers take, whether any fails, and whether the heap grows.
 */
public final class StudioLoad {

	private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

	private static final int SLICE_SECONDS = 10;

	private final Options options;

	private final ConcurrentLinkedQueue<Long> slice = new ConcurrentLinkedQueue<>();

	private final ConcurrentSkipListMap<Integer, Integer> statuses = new ConcurrentSkipListMap<>();

	private final List<Long> all = new ArrayList<>();

	private final List<Double> p95 = new ArrayList<>();

	private StudioLoad(Options options) {
		this.options = options;
	}

	/**
	 * Load the sample app.
	 * @param arguments the options
	 * @throws Exception if it does not start
	 */
	public static void main(String... arguments) throws Exception {
		new StudioLoad(new Options(arguments)).run();
	}

	private void run() throws IOException, InterruptedException {
		int users = this.options.number("users", 100);
		try (Application studio = start()) {
			ExecutorService threads = Executors.newFixedThreadPool(users);
			HttpClient client = HttpClient.newHttpClient();
			for (int i = 0; i < users; i++) {
				threads
					.execute(new StudioUser(client, studio.uri(), i, this.options.number("think", 500), this::record));
			}
			work(60);
			double first = heapMegabytes(studio);
			work(Math.max(SLICE_SECONDS, this.options.number("minutes", 10) * 60 - 60));
			threads.shutdownNow();
			threads.awaitTermination(1, TimeUnit.MINUTES);
			report(users, first, heapMegabytes(studio));
		}
	}

	private Application start() throws IOException, InterruptedException {
		Path sample = this.options.directory().resolve("../sample-app/target/sample-app.jar");
		int port = Ports.free();
		List<String> command = new ArrayList<>(List.of(Application.java(), "-Xmx512m", "-jar", sample.toString(),
				"--server.port=" + port, "--hardening.logging.format=json"));
		for (String policy : List.of("render", "render-events", "evaluate-pair")) {
			command.add("--hardening.rate-limit.policies.%s.limits[0]=1000000/1m".formatted(policy));
		}
		Path log = Files.createDirectories(this.options.directory().resolve("harness/target/load"))
			.resolve("studio.log");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		builder.environment().putAll(Map.of("RATE_LIMIT_API", "100000000", "RATE_LIMIT_LOGIN", "100000"));
		return Application.start(builder, URI.create("http://127.0.0.1:" + port + "/health"), 200);
	}

	private void record(int status, long nanos) {
		this.statuses.merge(status, 1, Integer::sum);
		this.slice.add(nanos);
	}

	private void work(int seconds) throws InterruptedException {
		for (int done = 0; done < seconds; done += SLICE_SECONDS) {
			Thread.sleep(SLICE_SECONDS * 1000L);
			List<Long> nanos = new ArrayList<>();
			for (Long next = this.slice.poll(); next != null; next = this.slice.poll()) {
				nanos.add(next);
			}
			this.all.addAll(nanos);
			this.p95.add(nanos.isEmpty() ? 0 : Percentiles.millis(nanos, 95));
			Console.say("%5d requests, p95 %.1f ms, statuses %s", nanos.size(), this.p95.get(this.p95.size() - 1),
					this.statuses);
		}
	}

	// What is reachable: the histogram is taken after a collection.
	private double heapMegabytes(Application studio) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(Application.java()).resolveSibling("jcmd").toString(),
				Long.toString(studio.pid()), "GC.class_histogram")
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		Matcher matcher = TOTAL.matcher(output);
		if (!matcher.find()) {
			throw new IllegalStateException("jcmd said: " + output);
		}
		return Long.parseLong(matcher.group(1)) / 1e6;
	}

	private void report(int users, double first, double last) throws IOException {
		Report report = new Report(this.options.directory(), "studio", "The sample app under mixed load",
				"studio" + this.options);
		int failed = this.statuses.entrySet()
			.stream()
			.filter((entry) -> entry.getKey() < 0 || entry.getKey() >= 500)
			.mapToInt(Map.Entry::getValue)
			.sum();
		double percentile = Percentiles.millis(this.all, 95);
		report.line("")
			.line("%d users, %d s, %,d requests, statuses %s; limits raised, H2 in memory, the client on the same machine."
				.formatted(users, this.p95.size() * SLICE_SECONDS, this.all.size(), this.statuses));
		report.table(List.of("measured", "value", "target"), List.of(
				List.of("p50 / p95 / p99, ms",
						"%.1f / **%.1f** / %.1f".formatted(Percentiles.millis(this.all, 50), percentile,
								Percentiles.millis(this.all, 99)),
						Verdict.atMost(percentile, 200)),
				List.of("answers of 5xx or none", Integer.toString(failed), Verdict.atMost(failed, 0)),
				List.of("heap after a collection: end / first minute",
						"%.1f / %.1f MB = **%.2f**".formatted(last, first, last / first),
						Verdict.atMost(last / first, 1.1))));
		report.plot("studio", "95th percentile of each ten seconds",
				LinePlot.svg("p95 of each ten seconds, ms", this.p95));
		report.write();
	}

}
