package dev.hardening.database;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;

import dev.hardening.test.RealPostgres;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A statement that takes too long, on a real PostgreSQL.
 */
class QueryTimeoutOverHttpTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Test
	void statementWhenTooSlowIsCancelledOnTheServerAndItsConnectionIsUsedAgain() throws Exception {
		try (RealPostgres postgres = RealPostgres.start();
				RunningApplication application = start(postgres);
				Connection observer = DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(),
						postgres.password())) {
			String process = process(application);
			HttpResponse<String> response = application.get("/slow");
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(response.headers().firstValue("Retry-After")).isPresent();
			assertThat(response.body()).contains("\"error\":\"unavailable\"").doesNotContain("pg_sleep", "cancel");
			await().atMost(PATIENCE).until(() -> sleeping(observer) == 0);
			// The pool has but one.
			assertThat(process(application)).isEqualTo(process);
		}
	}

	// A machine may be too slow for the time limit.
	private static String process(RunningApplication application) {
		return await().atMost(PATIENCE)
			.until(() -> application.get("/process"), (answer) -> answer.statusCode() == 200)
			.body();
	}

	private static int sleeping(Connection observer) throws Exception {
		try (Statement statement = observer.createStatement();
				ResultSet result = statement.executeQuery(
						"select count(*) from pg_stat_activity where state = 'active' and query like 'select pg_sleep%'")) {
			result.next();
			return result.getInt(1);
		}
	}

	private static RunningApplication start(RealPostgres postgres) {
		return RunningApplication.start(QueryingApplication.class, "spring.datasource.url=" + postgres.jdbcUrl(),
				"spring.datasource.username=" + postgres.username(),
				"spring.datasource.password=" + postgres.password(), "spring.datasource.hikari.maximum-pool-size=1",
				"spring.jdbc.template.query-timeout=1s", "hardening.rate-limit.enabled=false",
				"hardening.environment=staging", "hardening.security.rules[0].paths=/**",
				"hardening.security.rules[0].access=permit-all");
	}

}
