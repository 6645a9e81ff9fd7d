package dev.hardening.sample.production;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.hardening.sample.SampleApplication;
import dev.hardening.sample.StudioClient;
import dev.hardening.test.Ports;

/**
 * The studio in a process of its own, with exactly the environment variables that a test
 * gives it.
 */
final class StudioProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private final Process process;

	private final Path output;

	private final int port;

	private StudioProcess(Process process, Path output, int port) {
		this.process = process;
		this.output = output;
		this.port = port;
	}

	/**
	 * Start a process.
	 * @param variables its environment
	 * @param arguments its arguments
	 * @return the process, which may not yet be ready
	 */
	static StudioProcess start(Map<String, String> variables, String... arguments) {
		try {
			int port = Ports.next();
			Path output = Files.createTempFile("studio", ".log");
			ProcessBuilder builder = new ProcessBuilder(
					Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
					"-Xmx400m", "-cp", System.getProperty("java.class.path"), SampleApplication.class.getName());
			builder.command().addAll(List.of(arguments));
			builder.environment().clear();
			builder.environment().put("SERVER_PORT", Integer.toString(port));
			builder.environment().putAll(variables);
			builder.redirectErrorStream(true).redirectOutput(output.toFile());
			return new StudioProcess(builder.start(), output, port);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Wait until it is ready to answer.
	 * @return this
	 */
	StudioProcess ready() {
		HttpClient client = HttpClient.newHttpClient();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/ready")).build();
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (this.process.isAlive() && System.nanoTime() < end) {
			try {
				if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
					return this;
				}
				Thread.sleep(200);
			}
			catch (IOException ex) {
				// It does not listen yet.
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}
		throw new IllegalStateException("The studio did not start: " + output());
	}

	/**
	 * Wait for its end.
	 * @return its exit code
	 */
	int exitCode() {
		try {
			if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException("The studio did not end: " + output());
			}
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	String output() {
		try {
			return Files.readString(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int port() {
		return this.port;
	}

	/**
	 * A client that came by HTTPS to the proxy in front.
	 * @return a client with an address of its own
	 */
	StudioClient client() {
		return new StudioClient(this.port).with("X-Forwarded-Proto", "https");
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(60, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
			Files.deleteIfExists(this.output);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
