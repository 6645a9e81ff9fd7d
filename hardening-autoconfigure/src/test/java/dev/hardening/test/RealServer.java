package dev.hardening.test;

import org.testcontainers.DockerClientFactory;

/**
 * A real server for tests: a container where Docker answers, else the real binary that
 * comes as a Maven dependency. It keeps its port and its data over a restart, so that an
 * outage can be played through.
 */
public abstract class RealServer implements AutoCloseable {

	private final int port;

	private final ServerProcess process;

	RealServer(int port, ServerProcess process) {
		this.port = port;
		this.process = process;
		process.start();
	}

	public String host() {
		return "127.0.0.1";
	}

	public int port() {
		return this.port;
	}

	public void stop() {
		this.process.stop();
	}

	/**
	 * Start again after {@link #stop()}, on the same port and with the same data.
	 */
	public void restart() {
		this.process.start();
	}

	/**
	 * Freeze the server: connections stay open and nothing answers.
	 */
	public void pause() {
		this.process.pause();
	}

	public void resume() {
		this.process.resume();
	}

	@Override
	public void close() {
		this.process.close();
	}

	static boolean hasDocker() {
		return DockerClientFactory.instance().isDockerAvailable();
	}

}
