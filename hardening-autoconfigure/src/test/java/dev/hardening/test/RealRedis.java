package dev.hardening.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import redis.embedded.RedisExecProvider;

/**
 * A real Redis, empty and without persistence.
 */
public abstract class RealRedis extends RealServer {

	/**
	 * Start a server.
	 * @param settings further settings as on the command line, for example
	 * {@code "--maxmemory", "2mb"}
	 * @return the running server
	 */
	public static RealRedis start(String... settings) {
		List<String> all = new ArrayList<>(List.of("--save", "", "--appendonly", "no"));
		all.addAll(List.of(settings));
		RealRedis redis = hasDocker() ? new Contained(all) : new Embedded(all);
		redis.restart();
		return redis;
	}

	private static final class Contained extends RealRedis {

		private final GenericContainer<?> container;

		private boolean started;

		Contained(List<String> settings) {
			List<String> command = new ArrayList<>(List.of("redis-server"));
			command.addAll(settings);
			this.container = new GenericContainer<>(DockerImageName.parse("redis:7.0-alpine"))
				.withCommand(command.toArray(String[]::new));
			this.container.setPortBindings(List.of("127.0.0.1:%d:6379".formatted(port())));
		}

		@Override
		public void restart() {
			if (this.started) {
				this.container.getDockerClient().startContainerCmd(this.container.getContainerId()).exec();
			}
			else {
				this.container.start();
				this.started = true;
			}
		}

		@Override
		public void stop() {
			this.container.getDockerClient().stopContainerCmd(this.container.getContainerId()).exec();
		}

		@Override
		public void pause() {
			this.container.getDockerClient().pauseContainerCmd(this.container.getContainerId()).exec();
		}

		@Override
		public void resume() {
			this.container.getDockerClient().unpauseContainerCmd(this.container.getContainerId()).exec();
		}

		@Override
		public void close() {
			this.container.stop();
		}

	}

	private static final class Embedded extends RealRedis {

		private static final Duration PATIENCE = Duration.ofSeconds(30);

		private final List<String> settings;

		private Process process;

		Embedded(List<String> settings) {
			this.settings = settings;
		}

		@Override
		public void restart() {
			try {
				List<String> command = new ArrayList<>(
						List.of(RedisExecProvider.defaultProvider().get().getAbsolutePath(), "--port",
								Integer.toString(port()), "--bind", host()));
				command.addAll(this.settings);
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
					throw new IllegalStateException("Redis did not start on port " + port());
				}
				Thread.onSpinWait();
			}
		}

		private boolean answers() {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
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
			signal(this.process.pid(), "STOP");
		}

		@Override
		public void resume() {
			signal(this.process.pid(), "CONT");
		}

		@Override
		public void close() {
			stop();
		}

	}

}
