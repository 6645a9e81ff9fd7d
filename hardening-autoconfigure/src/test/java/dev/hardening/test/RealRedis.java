package dev.hardening.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import redis.embedded.RedisExecProvider;

/**
 * A real Redis, empty and without persistence.
 */
public final class RealRedis extends RealServer {

	private RealRedis(int port, ServerProcess process) {
		super(port, process);
	}

	/**
	 * Start a server.
	 * @param settings further settings as on the command line, for example
	 * {@code "--maxmemory", "2mb"}
	 * @return the running server
	 */
	public static RealRedis start(String... settings) {
		List<String> arguments = new ArrayList<>(List.of("--save", "", "--appendonly", "no"));
		arguments.addAll(List.of(settings));
		int port = Ports.next();
		return new RealRedis(port, hasDocker() ? container(port, arguments) : new Binary(port, arguments));
	}

	/**
	 * Start the binary, also where Docker answers: servers that tell one another, and
	 * clients, where they are need addresses that mean the same to all.
	 * @param settings further settings as on the command line
	 * @return the running server
	 */
	public static RealRedis startOnHost(String... settings) {
		List<String> arguments = new ArrayList<>(List.of("--save", "", "--appendonly", "no"));
		arguments.addAll(List.of(settings));
		int port = Ports.next();
		return new RealRedis(port, new Binary(port, arguments));
	}

	/**
	 * Start a node of a cluster, without slots and neighbours.
	 * @return the running server
	 */
	public static RealRedis startClusterNode() {
		return startOnHost("--cluster-enabled", "yes", "--cluster-port", Integer.toString(Ports.next()), "--dir",
				temporaryDirectory().toString(), "--cluster-require-full-coverage", "no", "--cluster-node-timeout",
				"1000");
	}

	/**
	 * Start a sentinel that decides alone.
	 * @param name what it calls the master
	 * @param master the master that it watches
	 * @return the running sentinel
	 */
	public static RealRedis startSentinel(String name, RealRedis master) {
		try {
			Path settings = Files.createTempFile(temporaryDirectory(), "sentinel", ".conf");
			Files.writeString(settings, """
					sentinel monitor %1$s 127.0.0.1 %2$d 1
					sentinel down-after-milliseconds %1$s 500
					sentinel failover-timeout %1$s 2000
					""".formatted(name, master.port()));
			int port = Ports.next();
			return new RealRedis(port, new Binary(port, List.of("--sentinel"), settings.toString()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path temporaryDirectory() {
		try {
			Path directory = Files.createTempDirectory("real-redis");
			directory.toFile().deleteOnExit();
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ServerProcess container(int port, List<String> arguments) {
		List<String> command = new ArrayList<>(List.of("redis-server"));
		command.addAll(arguments);
		GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse("redis:7.0-alpine"))
			.withCommand(command.toArray(String[]::new));
		return new ContainerProcess(container, port, 6379);
	}

	private static final class Binary implements ServerProcess {

		private static final Duration PATIENCE = Duration.ofSeconds(30);

		private final int port;

		private final List<String> arguments;

		private Process process;

		private final String[] file;

		Binary(int port, List<String> arguments, String... file) {
			this.file = file;
			this.port = port;
			this.arguments = arguments;
		}

		@Override
		public void start() {
			try {
				List<String> command = new ArrayList<>();
				command.add(RedisExecProvider.defaultProvider().get().getAbsolutePath());
				command.addAll(List.of(this.file));
				command.addAll(List.of("--port", Integer.toString(this.port), "--bind", "127.0.0.1"));
				command.addAll(this.arguments);
				this.process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
					.redirectError(ProcessBuilder.Redirect.DISCARD)
					.start();
				Runtime.getRuntime().addShutdownHook(new Thread(this.process::destroyForcibly));
				await();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private void await() {
			long end = System.nanoTime() + PATIENCE.toNanos();
			while (!answers()) {
				if (System.nanoTime() > end || !this.process.isAlive()) {
					throw new IllegalStateException("Redis did not start on port " + this.port);
				}
				Thread.onSpinWait();
			}
		}

		private boolean answers() {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
				socket.setSoTimeout(1000);
				socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
				return socket.getInputStream().read() >= 0;
			}
			catch (IOException ex) {
				return false;
			}
		}

		@Override
		public void stop() {
			try {
				this.process.destroyForcibly().waitFor();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@Override
		public void pause() {
			ServerProcess.signal(this.process.pid(), "STOP");
		}

		@Override
		public void resume() {
			ServerProcess.signal(this.process.pid(), "CONT");
		}

		@Override
		public void close() {
			stop();
		}

	}

}
