package dev.hardening.test;

import java.util.List;

import org.testcontainers.containers.GenericContainer;

/**
 * A server in a container, on a fixed port of the host.
 */
final class ContainerProcess implements ServerProcess {

	private final GenericContainer<?> container;

	private boolean created;

	ContainerProcess(GenericContainer<?> container, int port, int containerPort) {
		this.container = container;
		container.setPortBindings(List.of("127.0.0.1:%d:%d".formatted(port, containerPort)));
	}

	@Override
	public void start() {
		if (this.created) {
			this.container.getDockerClient().startContainerCmd(this.container.getContainerId()).exec();
		}
		else {
			this.container.start();
			this.created = true;
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
