package dev.hardening.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.testcontainers.DockerClientFactory;

/**
 * A real server for tests: a container where Docker answers, else the real binary that
 * comes as a Maven dependency. It keeps its port and its data over a restart, so that an
 * outage can be played through.
 */
public abstract class RealServer implements AutoCloseable {

	private static final boolean DOCKER = DockerClientFactory.instance().isDockerAvailable();

	private final int port = freePort();

	public String host() {
		return "127.0.0.1";
	}

	public int port() {
		return this.port;
	}

	/**
	 * Start again after {@link #stop()}, on the same port and with the same data.
	 */
	public abstract void restart();

	public abstract void stop();

	/**
	 * Freeze the server: connections stay open and nothing answers.
	 */
	public abstract void pause();

	public abstract void resume();

	@Override
	public abstract void close();

	static boolean hasDocker() {
		return DOCKER;
	}

	static void signal(long pid, String signal) {
		run("kill", "-" + signal, Long.toString(pid));
	}

	private static void run(String... command) {
		try {
			if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
				throw new IllegalStateException(String.join(" ", command) + " failed");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
