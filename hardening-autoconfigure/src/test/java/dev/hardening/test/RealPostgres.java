package dev.hardening.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL with an empty database.
 */
public final class RealPostgres extends RealServer {

	private static final String NAME = "postgres";

	private static final String PID = "postmaster.pid";

	private RealPostgres(int port, ServerProcess process) {
		super(port, process);
	}

	/**
	 * Start a server.
	 * @return the running server
	 */
	public static RealPostgres start() {
		int port = Ports.next();
		return new RealPostgres(port, hasDocker() ? container(port) : new Binary(port, Map.of()));
	}

	/**
	 * Start a server that also speaks TLS. It is always the real binary: a container
	 * would want the key under its own user.
	 * @param certificate the certificate as PEM
	 * @param key its private key as PEM
	 * @return the running server
	 */
	public static RealPostgres startWithTls(Path certificate, Path key) {
		int port = Ports.next();
		return new RealPostgres(port, new Binary(port,
				Map.of("ssl", "on", "ssl_cert_file", certificate.toString(), "ssl_key_file", key.toString())));
	}

	private static ServerProcess container(int port) {
		PostgreSQLContainer container = new PostgreSQLContainer(DockerImageName.parse("postgres:18-alpine"))
			.withDatabaseName(NAME)
			.withUsername(NAME)
			.withPassword(NAME);
		return new ContainerProcess(container, port, 5432);
	}

	public String jdbcUrl() {
		return "jdbc:postgresql://%s:%d/%s".formatted(host(), port(), NAME);
	}

	public String username() {
		return NAME;
	}

	public String password() {
		return NAME;
	}

	private static final class Binary implements ServerProcess {

		private static final Duration PATIENCE = Duration.ofMinutes(2);

		private final int port;

		private final Map<String, String> settings;

		private final Path data;

		private EmbeddedPostgres postgres;

		Binary(int port, Map<String, String> settings) {
			try {
				this.port = port;
				this.settings = settings;
				this.data = Files.createTempDirectory(NAME);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public void start() {
			try {
				EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
				this.settings.forEach(builder::setServerConfig);
				this.postgres = builder.setPort(this.port)
					.setPGStartupWait(PATIENCE)
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
			awaitEnd();
		}

		// It was asked to stop, and waited for no longer than five seconds.
		private void awaitEnd() {
			long end = System.nanoTime() + PATIENCE.toNanos();
			while (Files.exists(this.data.resolve(PID))) {
				if (System.nanoTime() > end) {
					throw new IllegalStateException("PostgreSQL did not stop on port " + this.port);
				}
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
			}
		}

		@Override
		public void pause() {
			ServerProcess.signal(postmaster(), "STOP");
		}

		@Override
		public void resume() {
			ServerProcess.signal(postmaster(), "CONT");
		}

		private long postmaster() {
			try {
				return Long.parseLong(Files.readAllLines(this.data.resolve(PID)).get(0));
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
