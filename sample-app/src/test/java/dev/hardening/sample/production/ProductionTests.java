package dev.hardening.sample.production;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.hardening.sample.StudioClient;
import dev.hardening.sample.StudioClient.Answer;
import dev.hardening.test.Certificate;
import dev.hardening.test.DocumentedScore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Production: a process with nothing but environment variables, a PostgreSQL whose
 * certificate it verifies, a Redis, and a proxy in front that ends HTTPS.
 */
@Tag("long")
class ProductionTests {

	private static final String PASSWORD = "first-admin-password";

	private static final String GUESSABLE = "P@ssw0rd1234";

	private static final Set<String> OF_THE_MACHINE = Set.of("HRD-SYS-001", "HRD-SYS-002", "HRD-SYS-007", "HRD-SYS-008",
			"HRD-SYS-009");

	private static ProductionServers servers;

	private static String firstAdministrator;

	private static int secondAdministrator;

	private static String guessableAdministrator;

	private static StudioProcess studio;

	@TempDir
	private static Path folder;

	@BeforeAll
	static void start() throws Exception {
		servers = new ProductionServers(folder);
		// As docs/deployment.md does it: the migrator migrates, and then the roles again.
		Map<String, String> command = servers.migrationVariables();
		command.put("ADMIN_PASSWORD_FILE", servers.file("admin", PASSWORD));
		try (StudioProcess process = StudioProcess.start(command, "--server.port=-1", "--studio.create-admin=alice")) {
			firstAdministrator = process.exitCode() + " " + process.output();
		}
		servers.roles();
		command = servers.applicationVariables();
		command.put("ADMIN_PASSWORD_FILE", servers.file("admin", PASSWORD));
		Map<String, String> guessable = servers.applicationVariables();
		guessable.put("ADMIN_PASSWORD", GUESSABLE);
		try (StudioProcess process = StudioProcess.start(command, "--server.port=-1", "--studio.create-admin=mallory");
				StudioProcess other = StudioProcess.start(guessable, "--server.port=-1",
						"--studio.create-admin=mallory")) {
			secondAdministrator = process.exitCode();
			guessableAdministrator = other.exitCode() + " " + other.output();
		}
		// As deploy/backup/backup does.
		servers.execute("insert into backup (name, bytes) values ('studio-1', 1)");
		studio = StudioProcess.start(servers.applicationVariables()).ready();
	}

	@AfterAll
	static void stop() {
		if (studio != null) {
			studio.close();
		}
		if (servers != null) {
			servers.close();
		}
	}

	@Test
	void firstAdministratorComesFromTheCommandAndNoSecondOne() {
		assertThat(firstAdministrator).startsWith("0 ").contains("Created the administrator alice");
		assertThat(firstAdministrator).doesNotContain(PASSWORD);
		assertThat(secondAdministrator).isOne();
		Answer me = studio.client().signIn("alice", PASSWORD).get("/api/me");
		assertThat(me.json().get("authorities").toString()).contains("ROLE_ADMIN").contains("ACTUATOR");
	}

	@Test
	void firstAdministratorWhenThePasswordIsEasyToGuessIsRefused() {
		assertThat(guessableAdministrator).startsWith("1 ")
			.contains("ADMIN_PASSWORD is easy to guess")
			.contains("nothing was changed")
			.doesNotContain(GUESSABLE);
	}

	@Test
	void developmentAccountsDoNotExist() {
		for (String user : List.of("demo", "admin")) {
			assertThat(studio.client()
				.post("/api/auth/login", "{\"username\":\"%s\",\"password\":\"%1$s-password-1\"}".formatted(user))
				.status()).isEqualTo(401);
		}
		assertThat(studio.client().with("Accept", "text/html").get("/").text()).doesNotContain("demo-password");
	}

	/**
	 * The checks of the machine are left out: who runs the tests, from which folders, on
	 * which day. {@code docs/disaster-recovery.md}, followed to the letter, asks for
	 * those with them.
	 */
	@Test
	void auditFindsNothingAndScoresAHundred() {
		JsonNode audit = studio.client().signIn("alice", PASSWORD).get("/actuator/hardening").json();
		List<JsonNode> checks = audit.get("checks")
			.valueStream()
			.filter((check) -> !OF_THE_MACHINE.contains(check.get("id").asString()))
			.toList();
		assertThat(checks).extracting((check) -> check.get("status").asString()).containsOnly("pass", "skipped");
		assertThat(DocumentedScore.of(checks)).isEqualTo(100);
		assertThat(audit.get("score").asInt())
			.isEqualTo(DocumentedScore.of(audit.get("checks").valueStream().toList()));
		assertThat(checks).filteredOn((check) -> "pass".equals(check.get("status").asString()))
			.extracting((check) -> check.get("id").asString())
			.contains("HRD-BAK-001", "HRD-DB-002", "HRD-DB-003", "HRD-DB-007", "HRD-DB-009", "HRD-KEY-002",
					"HRD-SEC-011", "HRD-SEC-012", "HRD-RL-011");
		assertThat(audit.get("summary").get("ignored").asInt()).isZero();
	}

	@Test
	void startWhenNobodyHasMigratedIsRefused() throws IOException {
		assertRefused("DATABASE_URL_FILE", servers.emptyDatabase(), "V1__accounts.sql");
	}

	@Test
	void databaseIsReachedByVerifiedTls() throws SQLException {
		String application = "select count(*) from pg_stat_ssl join pg_stat_activity using (pid) "
				+ "where pg_stat_ssl.ssl = %s and usename = '%s' and client_port is not null "
				+ "and pid <> pg_backend_pid()";
		try (Connection connection = servers.connect(); Statement statement = connection.createStatement()) {
			assertThat(count(statement, application.formatted(true, ProductionServers.ROLE))).isPositive();
			assertThat(count(statement, application.formatted(false, ProductionServers.ROLE))).isZero();
			assertThat(count(statement, "select count(*) from account")).isOne();
		}
		Certificate other = Certificate.make(folder, "other");
		assertThatExceptionOfType(SQLException.class).isThrownBy(
				() -> DriverManager
					.getConnection(
							servers.postgres().jdbcUrl().replace("127.0.0.1", "localhost")
									+ "?sslmode=verify-full&sslrootcert=" + other.certificate(),
							servers.postgres().username(), servers.postgres().password())
					.close());
	}

	private static int count(Statement statement, String sql) throws SQLException {
		try (ResultSet result = statement.executeQuery(sql)) {
			result.next();
			return result.getInt(1);
		}
	}

	@Test
	void limitsAreThoseOfTheVariablesAndCountInRedis() throws IOException {
		StudioClient client = studio.client();
		assertThat(client.get("/api/me").header("RateLimit-Policy")).contains("\"api\";q=70;w=60");
		String login = "{\"username\":\"nobody\",\"password\":\"wrong-password\"}";
		assertThat(client.post("/api/auth/login", login).header("RateLimit-Policy")).contains("\"login\";q=3;w=300");
		client.post("/api/auth/login", login);
		client.post("/api/auth/login", login);
		Answer locked = client.post("/api/auth/login", login);
		assertThat(locked.status()).isEqualTo(429);
		assertThat(locked.error()).isEqualTo("locked_out");
		assertThat(locked.json().get("retry_after").asInt()).isBetween(1, 77);
		assertThat(redis("KEYS hardening:*")).contains("hardening:");
		assertThat(studio.client().get("/health").json().get("checks").propertyNames()).contains("redis", "database");
	}

	private static String redis(String command) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), servers.redis().port())) {
			socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
			byte[] buffer = new byte[4096];
			return new String(buffer, 0, socket.getInputStream().read(buffer), StandardCharsets.US_ASCII);
		}
	}

	@Test
	void plainHttpIsRedirectedForPeopleAndRefusedForPrograms() {
		StudioClient program = new StudioClient(studio.port());
		Answer refused = program.get("/api/me");
		assertThat(refused.status()).isEqualTo(403);
		Answer redirected = program.with("Accept", "text/html").get("/");
		assertThat(redirected.status()).isEqualTo(308);
		assertThat(redirected.header("Location")).startsWith("https://localhost");
		assertThat(studio.client().get("/live").header("Strict-Transport-Security")).contains("max-age=");
	}

	@Test
	void originsAreThoseOfTheVariable() {
		assertThat(studio.client()
			.with("Origin", "https://www.example.com")
			.get("/live")
			.header("Access-Control-Allow-Origin")).isEqualTo("https://www.example.com");
		assertThat(studio.client()
			.with("Origin", "http://localhost:5173")
			.get("/live")
			.header("Access-Control-Allow-Origin")).isEmpty();
	}

	@Test
	void keyOfTheVariableOpensTheApi() {
		Answer me = studio.client().with("X-API-Key", ProductionServers.KEY).get("/api/me");
		assertThat(me.status()).isEqualTo(200);
		assertThat(me.json().get("authorities").toString()).contains("ROLE_USER").doesNotContain("ADMIN");
		assertThat(studio.client().with("X-API-Key", ProductionServers.KEY.replace('V', 'W')).get("/api/me").status())
			.isEqualTo(401);
	}

	@Test
	void uploadIsLimitedByTheVariable() {
		Answer refused = studio.client()
			.with("X-API-Key", ProductionServers.KEY)
			.upload("/api/media", "big.png", "image/png", new byte[1_200_000]);
		assertThat(refused.status()).isEqualTo(413);
		assertThat(refused.error()).isEqualTo("request_too_large");
		assertThat(refused.json().get("max_size_bytes").asLong()).isEqualTo(1_048_576);
	}

	@Test
	void failureIsToldToSentryAndToNobodyElse() {
		Answer answer = studio.client().get("/api/boom");
		assertThat(answer.status()).isEqualTo(500);
		String event = servers.sentry().await("This failure is deliberate");
		assertThat(event).contains("\"environment\":\"eu-production\"");
	}

	@Test
	void hostsAreThoseOfTheVariable() throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), studio.port())) {
			socket.getOutputStream()
				.write("GET /api/me HTTP/1.1\r\nHost: evil.example.com\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.startsWith("HTTP/1.1 400")
				.contains("host_not_allowed");
		}
	}

	@Test
	void limitsAndCorsCanBeLeftToTheProxy() {
		Map<String, String> left = servers.applicationVariables();
		left.putAll(Map.of("RATE_LIMIT_ENABLED", "false", "CORS_DISABLE", "true", "HARDENING_AUDIT_FAIL_ON", "never"));
		left.remove("REDIS_URL");
		try (StudioProcess process = StudioProcess.start(left).ready()) {
			Answer answer = process.client().with("Origin", "https://studio.example.com").get("/api/me");
			assertThat(answer.status()).isEqualTo(401);
			assertThat(answer.header("RateLimit")).isEmpty();
			assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
		}
	}

	@Test
	void everyOriginIsRefusedOutsideDevelopment() {
		assertRefused("CORS_ALLOW_ALL", "true", "hardening.cors.allow-all");
	}

	@Test
	void weakSecretIsRefusedWithoutBeingShown() {
		Map<String, String> weak = servers.applicationVariables();
		weak.remove("SECRET_KEY_FILE");
		weak.put("SECRET_KEY", "changeme-hunter2");
		try (StudioProcess process = StudioProcess.start(weak)) {
			assertThat(process.exitCode()).isNotZero();
			assertThat(process.output()).contains("hardening.jwt.secret").doesNotContain("hunter2");
		}
	}

	private static void assertRefused(String variable, String value, String message) {
		Map<String, String> wrong = servers.applicationVariables();
		wrong.put(variable, value);
		try (StudioProcess process = StudioProcess.start(wrong)) {
			assertThat(process.exitCode()).isNotZero();
			assertThat(process.output()).contains(message);
		}
	}

}
