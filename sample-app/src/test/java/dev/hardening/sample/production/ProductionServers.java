package dev.hardening.sample.production;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
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

	static final String ROLE = "studio";

	static final String KEY = "machine-Vq3nX8rT1mZ6kB9wL4yC7pD2sF5gH0jA";

	private static final String ROLE_PASSWORD = "bQ7rX2mN9vK4tZ1wL6pD";

	private final Path folder;

	private final RealPostgres postgres;

	private final RealRedis redis = RealRedis.start();

	private final SentryServer sentry = new SentryServer();

	private final Map<String, String> variables;

	ProductionServers(Path folder) throws IOException, SQLException {
		this.folder = folder;
		Certificate certificate = Certificate.make(folder, "postgres");
		this.postgres = RealPostgres.startWithTls(certificate.certificate(), certificate.key());
		execute("create role %s login password '%s'".formatted(ROLE, ROLE_PASSWORD),
				"grant create, usage on schema public to " + ROLE);
		this.variables = variables(certificate);
	}

	Map<String, String> variables() {
		return new HashMap<>(this.variables);
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
		return DriverManager.getConnection(this.postgres.jdbcUrl(), this.postgres.username(), this.postgres.password());
	}

	private Map<String, String> variables(Certificate certificate) throws IOException {
		Map<String, String> variables = new HashMap<>();
		variables.put("ENV", "production");
		variables.put("SECRET_KEY_FILE", file("secret", "kT8vQ2nB5xZ1rL9wY4mC7pD3sF6gH0jA"));
		variables.put("SIGNED_URL_SECRET_FILE", file("links", "Zx7cV4bN1mQ8wE5rT2yU9iO6pA3sD0fG"));
		variables.put("DATABASE_URL_FILE", file("database", databaseUrl(certificate)));
		variables.put("REDIS_URL", "redis://127.0.0.1:" + this.redis.port());
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

	private String databaseUrl(Certificate certificate) {
		return "postgresql://%s:%s@localhost:%d/postgres?sslmode=verify-full&sslrootcert=%s".formatted(ROLE,
				ROLE_PASSWORD, this.postgres.port(), certificate.certificate());
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
