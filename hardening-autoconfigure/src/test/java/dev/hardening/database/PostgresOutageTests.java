package dev.hardening.database;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import dev.hardening.audit.Audit;
import dev.hardening.audit.AuditStatus;
import dev.hardening.test.RealPostgres;
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
class PostgresOutageTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void probesWhenPostgresStopsAndReturnsFollow() throws Exception {
		try (RealPostgres postgres = RealPostgres.start();
				ServletWebServerApplicationContext context = start(postgres)) {
			assertThat(status(context, "/ready")).isEqualTo(200);
			postgres.stop();
			assertThat(await(context, 503, Duration.ofSeconds(10))).isTrue();
			assertThat(status(context, "/live")).isEqualTo(200);
			assertThat(status(context, "/health")).isEqualTo(503);
			postgres.restart();
			assertThat(await(context, 200, Duration.ofSeconds(30))).isTrue();
		}
	}

	@Test
	void probesWhenPostgresHangsAnswerAndRecover() throws Exception {
		try (RealPostgres postgres = RealPostgres.start();
				ServletWebServerApplicationContext context = start(postgres)) {
			assertThat(status(context, "/ready")).isEqualTo(200);
			postgres.pause();
			// A connection that is already open may go on being served.
			context.getBean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
			assertThat(await(context, 503, Duration.ofSeconds(10))).isTrue();
			assertThat(status(context, "/live")).isEqualTo(200);
			postgres.resume();
			assertThat(await(context, 200, Duration.ofSeconds(30))).isTrue();
		}
	}

	@Test
	void auditReadsPrivilegesAndEncryptionOfTheConnection() {
		try (RealPostgres postgres = RealPostgres.start();
				ServletWebServerApplicationContext context = start(postgres)) {
			assertThat(status(context.getBean(Audit.class), "HRD-DB-003")).isEqualTo(AuditStatus.FAIL);
			assertThat(status(context.getBean(Audit.class), "HRD-DB-002")).isEqualTo(AuditStatus.PASS);
			JdbcTemplate template = context.getBean(JdbcTemplate.class);
			template.execute("create role app login password 'app'");
			assertThat(template.getQueryTimeout()).isEqualTo(30);
			try (ServletWebServerApplicationContext modest = start(postgres, "--spring.flyway.enabled=false",
					"--spring.datasource.username=app", "--spring.datasource.password=app")) {
				assertThat(status(modest.getBean(Audit.class), "HRD-DB-003")).isEqualTo(AuditStatus.PASS);
			}
		}
	}

	private AuditStatus status(Audit audit, String id) {
		return audit.run()
			.findings()
			.stream()
			.filter((finding) -> finding.check().id().equals(id))
			.findFirst()
			.orElseThrow()
			.result()
			.status();
	}

	private boolean await(ServletWebServerApplicationContext context, int status, Duration patience) throws Exception {
		long end = System.nanoTime() + patience.toNanos();
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
