package dev.hardening.sample.production;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.hardening.test.Certificate;
import dev.hardening.test.RealPostgres;
import dev.hardening.test.RealRedis;

/**
 * The servers around a studio in production, and the variables that name them to it.
 */
final class ProductionServers implements AutoCloseable {

	static final String ROLE = "studio_app";

	static final String KEY = "machine-Vq3nX8rT1mZ6kB9wL4yC7pD2sF5gH0jA";

	private static final String MIGRATOR = "studio_migrator";

	private static final String ROLE_PASSWORD = "bQ7rX2mN9vK4tZ1wL6pD";

	private static final String MIGRATOR_PASSWORD = "hV3sJ8cW5yB2nF7kQ9gT";

	private static final String DATABASE = "studio";

	private final Path folder;

	private final RealPostgres postgres;

	private final RealRedis redis = RealRedis.start();

	private final SentryServer sentry = new SentryServer();

	private final Certificate certificate;

	private final Map<String, String> variables;

	ProductionServers(Path folder) throws IOException, SQLException {
		this.folder = folder;
		this.certificate = Certificate.make(folder, "postgres");
		this.postgres = RealPostgres.startWithTls(this.certificate.certificate(), this.certificate.key());
		roles();
		execute("alter role %s password '%s'".formatted(ROLE, ROLE_PASSWORD),
				"alter role %s password '%s'".formatted(MIGRATOR, MIGRATOR_PASSWORD));
		this.variables = variables();
	}

	/**
	 * Make the roles of {@code deploy/}, or correct them once there are tables.
	 */
	void roles() throws IOException, SQLException {
		DatabaseRoles.correct(this.postgres, DATABASE);
	}

	Map<String, String> applicationVariables() {
		return new HashMap<>(this.variables);
	}

	/**
	 * The variables of the command that migrates, as the studio does unless it is told
	 * otherwise.
	 */
	Map<String, String> migrationVariables() throws IOException {
		Map<String, String> variables = applicationVariables();
		variables.remove("HARDENING_DATABASE_MIGRATIONS");
		variables.put("DATABASE_URL_FILE", file("migrator", databaseUrl(MIGRATOR, MIGRATOR_PASSWORD, DATABASE)));
		return variables;
	}

	/**
	 * Name a database that nobody has migrated.
	 */
	String emptyDatabase() throws IOException {
		return file("empty", databaseUrl(ROLE, ROLE_PASSWORD, "postgres"));
	}

	RealRedis redis() {
		return this.redis;
	}

	SentryServer sentry() {
		return this.sentry;
	}

	RealPostgres postgres() {
		return this.postgres;
	}

	Connection connect() throws SQLException {
		return DatabaseRoles.connect(this.postgres, DATABASE);
	}

	private Map<String, String> variables() throws IOException {
		Map<String, String> variables = new HashMap<>();
		variables.put("ENV", "production");
		variables.put("SECRET_KEY_FILE", file("secret", "kT8vQ2nB5xZ1rL9wY4mC7pD3sF6gH0jA"));
		variables.put("SIGNED_URL_SECRET_FILE", file("links", "Zx7cV4bN1mQ8wE5rT2yU9iO6pA3sD0fG"));
		variables.put("DATABASE_URL_FILE", file("database", databaseUrl(ROLE, ROLE_PASSWORD, DATABASE)));
		variables.put("REDIS_URL", "redis://127.0.0.1:" + this.redis.port());
		// A machine that is busy for a moment is no outage, after which nobody asks Redis
		// for a while.
		variables.put("HARDENING_RATELIMIT_REDIS_TIMEOUT", "5s");
		// As deploy/ has it: what outlives Redis is in the database.
		variables.put("HARDENING_SHAREDSTATE_STORE", "jdbc");
		variables.put("HARDENING_DATABASE_MIGRATIONS", "validate");
		variables.put("ALLOWED_HOSTS", "localhost,studio.example.com");
		variables.put("PRODUCTION_CORS_ORIGINS", "https://studio.example.com,https://www.example.com");
		variables.put("RATE_LIMIT_API", "70");
		variables.put("RATE_LIMIT_LOGIN", "3");
		variables.put("RATE_LIMIT_LOCKOUT_DURATION", "77");
		variables.put("API_KEYS", KEY);
		variables.put("API_KEYS_EXPIRE_AT", Instant.now().plus(Duration.ofDays(60)).toString());
		variables.put("MAX_UPLOAD_SIZE_MB", "1");
		variables.put("SENTRY_DSN", this.sentry.dsn());
		variables.put("SENTRY_ENVIRONMENT", "eu-production");
		variables.put("SENTRY_SAMPLE_RATE", "1.0");
		variables.put("SENTRY_TRACES_SAMPLE_RATE", "0.25");
		// The proxy in front, which is the test.
		variables.put("HARDENING_CLIENT_IP_TRUSTED_PROXIES", "127.0.0.0/8,::1/128");
		return variables;
	}

	void execute(String... statements) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	private String databaseUrl(String role, String password, String database) {
		return "postgresql://%s:%s@localhost:%d/%s?sslmode=verify-full&sslrootcert=%s".formatted(role, password,
				this.postgres.port(), database, this.certificate.certificate());
	}

	String file(String name, String content) throws IOException {
		return Files.writeString(this.folder.resolve(name), content + "\n").toString();
	}

	@Override
	public void close() {
		this.sentry.close();
		this.redis.close();
		this.postgres.close();
	}

}
