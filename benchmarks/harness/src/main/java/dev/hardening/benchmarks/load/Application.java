package dev.hardening.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An application in a process of its own. Its output goes to a file, and so does its
 * access log.
 */
final class Application implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	/** Made for this run; it protects nothing. */
	private static final String SECRET = java.util.UUID.randomUUID() + "-" + java.util.UUID.randomUUID();

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private final URI uri;

	private final Process process;

	private final double secondsToStart;

	private Application(URI uri, Process process, double secondsToStart) {
		this.uri = uri;
		this.process = process;
		this.secondsToStart = secondsToStart;
	}

	static Application start(Variant variant, Path benchmarks, int redisPort) throws IOException, InterruptedException {
		int port = Ports.free();
		Path module = benchmarks.resolve(variant.module());
		Path work = Files.createDirectories(benchmarks.resolve("harness/target/load/" + variant));
		List<String> command = new ArrayList<>(
				List.of(java(), "-Xmx256m", "dev.hardening.benchmarks.application.BenchmarkApplication",
						"--server.port=" + port, "--server.tomcat.basedir=" + work));
		command.addAll(variant.arguments(redisPort));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(work.resolve("out.log").toFile());
		String classpath = Files.readString(module.resolve("target/classpath"));
		builder.environment().put("CLASSPATH", module.resolve("target/classes") + ":" + classpath);
		builder.environment().put("BENCHMARK_SECRET", SECRET);
		builder.environment().putAll(variant.environment());
		return start(builder, URI.create("http://127.0.0.1:" + port + "/hello"), variant.status());
	}

	static Application start(ProcessBuilder builder, URI probe, int status) throws IOException, InterruptedException {
		long started = System.nanoTime();
		Process process = builder.start();
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
		while (status(probe) != status) {
			if (!process.isAlive() || System.nanoTime() - started > PATIENCE.toNanos()) {
				process.destroyForcibly();
				throw new IllegalStateException("Did not start: " + builder.command().get(builder.command().size() - 1)
						+ ", see the log beside " + builder.redirectOutput());
			}
			Thread.sleep(20);
		}
		return new Application(probe, process, (System.nanoTime() - started) / 1e9);
	}

	static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	private static int status(URI uri) throws InterruptedException {
		try {
			HttpResponse<Void> response = CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
			return response.statusCode();
		}
		catch (IOException ex) {
			return -1;
		}
	}

	URI uri() {
		return this.uri;
	}

	long pid() {
		return this.process.pid();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	double secondsToStart() {
		return this.secondsToStart;
	}

	double cpuSeconds() {
		return this.process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
	}

	// Resident memory in megabytes, where the system tells.
	double residentMegabytes() throws IOException {
		Path status = Path.of("/proc", Long.toString(pid()), "status");
		if (!Files.exists(status)) {
			return Double.NaN;
		}
		for (String line : Files.readAllLines(status)) {
			if (line.startsWith("VmRSS:")) {
				return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
			}
		}
		return Double.NaN;
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
