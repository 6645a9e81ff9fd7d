package dev.hardening.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL with an empty database.
 */
public abstract class RealPostgres extends RealServer {

	/**
	 * Start a server.
	 * @return the running server
	 */
	public static RealPostgres start() {
		RealPostgres postgres = hasDocker() ? new Contained() : new Embedded();
		postgres.restart();
		return postgres;
	}

	public String jdbcUrl() {
		return "jdbc:postgresql://%s:%d/postgres".formatted(host(), port());
	}

	public String username() {
		return "postgres";
	}

	public String password() {
		return "postgres";
	}

	private static final class Contained extends RealPostgres {

		private final PostgreSQLContainer container = new PostgreSQLContainer(
				DockerImageName.parse("postgres:18-alpine"));

		private boolean started;

		Contained() {
			this.container.withDatabaseName("postgres").withUsername(username()).withPassword(password());
			this.container.setPortBindings(List.of("127.0.0.1:%d:5432".formatted(port())));
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

	private static final class Embedded extends RealPostgres {

		private final Path data;

		private EmbeddedPostgres postgres;

		Embedded() {
			try {
				this.data = Files.createTempDirectory("postgres");
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public void restart() {
			try {
				this.postgres = EmbeddedPostgres.builder()
					.setPort(port())
					.setDataDirectory(this.data)
					.setCleanDataDirectory(false)
					.setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
					.setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
					.start();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public void stop() {
			try {
				this.postgres.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public void pause() {
			signal(postmaster(), "STOP");
		}

		@Override
		public void resume() {
			signal(postmaster(), "CONT");
		}

		private long postmaster() {
			try {
				return Long.parseLong(Files.readAllLines(this.data.resolve("postmaster.pid")).get(0));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public void close() {
			stop();
			FileSystemUtils.deleteRecursively(this.data.toFile());
		}

	}

}
