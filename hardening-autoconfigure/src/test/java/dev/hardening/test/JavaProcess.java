package dev.hardening.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * An application in a process of its own, started from the class path of the test, with
 * an environment of its own and what it writes in a file.
 */
public final class JavaProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private final Process process;

	private final Path output;

	private final int port;

	private JavaProcess(Process process, Path output, int port) {
		this.process = process;
		this.output = output;
		this.port = port;
	}

	/**
	 * Start an application and wait until it listens.
	 * @param application the class with the main method
	 * @param environment all that is in its environment beside the path
	 * @param arguments its arguments
	 * @return the running application
	 */
	public static JavaProcess start(Class<?> application, Map<String, String> environment, String... arguments) {
		JavaProcess process = launch(application, environment, arguments);
		try {
			process.await("the start", process::listens);
			return process;
		}
		catch (IllegalStateException ex) {
			process.close();
			throw ex;
		}
	}

	/**
	 * Start an application that may end by itself.
	 * @param application the class with the main method
	 * @param environment all that is in its environment beside the path
	 * @param arguments its arguments
	 * @return the application
	 */
	public static JavaProcess launch(Class<?> application, Map<String, String> environment, String... arguments) {
		try {
			Path output = Files.createTempFile("process", ".log");
			int port = Ports.next();
			List<String> command = new ArrayList<>(List.of(
					Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
					"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", application.getName(), "--server.port=" + port));
			command.addAll(List.of(arguments));
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(false)
				.redirectOutput(output.toFile())
				.redirectError(ProcessBuilder.Redirect.DISCARD);
			String path = builder.environment().getOrDefault("PATH", "");
			builder.environment().clear();
			builder.environment().put("PATH", path);
			builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
			builder.environment().putAll(environment);
			return new JavaProcess(builder.start(), output, port);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean listens() {
		if (!this.process.isAlive()) {
			throw new IllegalStateException("The application ended: " + output());
		}
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Wait for something that this process does.
	 * @param what what is waited for
	 * @param condition whether it is done
	 */
	public void await(String what, BooleanSupplier condition) {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > end) {
				throw new IllegalStateException("Waited in vain for %s: %s".formatted(what, output()));
			}
			try {
				Thread.sleep(10);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}
	}

	/**
	 * Wait until a text is in the output.
	 * @param text the text
	 */
	public void awaitOutput(String text) {
		await("'" + text + "'", () -> output().contains(text));
	}

	public int port() {
		return this.port;
	}

	/**
	 * Return what the process has written to its standard output.
	 * @return the text
	 */
	public String output() {
		try {
			return Files.readString(this.output, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Ask the process to end, as orchestrators do.
	 */
	public void terminate() {
		ServerProcess.signal(this.process.pid(), "TERM");
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Wait for the end of the process.
	 * @return its exit code
	 */
	public int exitCode() {
		try {
			if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException("The application did not end: " + output());
			}
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.process.destroyForcibly().waitFor();
			Files.deleteIfExists(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
