package dev.hardening.database;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import dev.hardening.audit.Audit;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditStatus;
import dev.hardening.test.RealPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An outage of a real PostgreSQL, seen by the probes, and what the audit reads from it.
 */
@Tag("long")
class PostgresOutageTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void probesWhenPostgresStopsAndReturnsFollow() throws Exception {
		try (RealPostgres postgres = RealPostgres.start();
				ServletWebServerApplicationContext context = start(postgres)) {
			assertThat(await(context, 200)).isTrue();
			postgres.stop();
			assertThat(await(context, 503)).isTrue();
			assertThat(status(context, "/live")).isEqualTo(200);
			assertThat(status(context, "/health")).isEqualTo(503);
			postgres.restart();
			assertThat(await(context, 200)).isTrue();
		}
	}

	@Test
	void probesWhenPostgresHangsAnswerAndRecover() throws Exception {
		try (RealPostgres postgres = RealPostgres.start();
				ServletWebServerApplicationContext context = start(postgres)) {
			assertThat(await(context, 200)).isTrue();
			postgres.pause();
			// A connection that is already open may go on being served.
			context.getBean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
			assertThat(await(context, 503)).isTrue();
			assertThat(status(context, "/live")).isEqualTo(200);
			postgres.resume();
			assertThat(await(context, 200)).isTrue();
		}
	}

	@Test
	void auditReadsPrivilegesAndEncryptionOfTheConnection() {
		try (RealPostgres postgres = RealPostgres.start();
				ServletWebServerApplicationContext context = start(postgres)) {
			Audit audit = context.getBean(Audit.class);
			assertThat(result(audit, "HRD-DB-003").status()).isEqualTo(AuditStatus.FAIL);
			assertThat(result(audit, "HRD-DB-009").evidence()).contains("create tables", "create roles");
			assertThat(result(audit, "HRD-DB-002").status()).isEqualTo(AuditStatus.PASS);
			JdbcTemplate template = context.getBean(JdbcTemplate.class);
			assertThat(template.getQueryTimeout()).isEqualTo(30);
			template.execute("create role app login password 'app'");
			template.execute("create role owner login password 'owner'");
			template.execute("create table item (id int)");
			template.execute("grant select, insert, update, delete on item to app");
			assertRole(postgres, "app", AuditStatus.PASS, "reads and writes rows");
			template.execute("alter table item owner to owner");
			assertRole(postgres, "owner", AuditStatus.FAIL, "The user may alter and drop tables.");
			template.execute("grant create on schema public to app");
			assertRole(postgres, "app", AuditStatus.FAIL, "The user may create tables.");
			template.execute("revoke create on schema public from app");
			template.execute("grant owner to app");
			assertRole(postgres, "app", AuditStatus.FAIL, "The user may alter and drop tables.");
		}
	}

	private void assertRole(RealPostgres postgres, String role, AuditStatus status, String evidence) {
		try (ServletWebServerApplicationContext context = start(postgres, "--spring.flyway.enabled=false",
				"--spring.datasource.username=" + role, "--spring.datasource.password=" + role)) {
			assertThat(result(context.getBean(Audit.class), "HRD-DB-003").status()).isEqualTo(AuditStatus.PASS);
			assertThat(result(context.getBean(Audit.class), "HRD-DB-009").status()).as(role).isEqualTo(status);
			assertThat(result(context.getBean(Audit.class), "HRD-DB-009").evidence()).contains(evidence);
		}
	}

	private AuditResult result(Audit audit, String id) {
		return audit.run()
			.findings()
			.stream()
			.filter((finding) -> finding.check().id().equals(id))
			.findFirst()
			.orElseThrow()
			.result();
	}

	private boolean await(ServletWebServerApplicationContext context, int status) throws Exception {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (System.nanoTime() < end) {
			if (status(context, "/ready") == status) {
				return true;
			}
		}
		return false;
	}

	private int status(ServletWebServerApplicationContext context, String path) throws Exception {
		URI uri = URI.create("http://127.0.0.1:%d%s".formatted(context.getWebServer().getPort(), path));
		return this.client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
			.statusCode();
	}

	private ServletWebServerApplicationContext start(RealPostgres postgres, String... arguments) {
		return (ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class)
			.properties(Map.of("server.port", "0", "spring.datasource.url", postgres.jdbcUrl(),
					"spring.datasource.username", postgres.username(), "spring.datasource.password",
					postgres.password(), "hardening.rate-limit.enabled", "false", "hardening.environment", "staging"))
			.run(arguments);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
	static class Application {

	}

}
