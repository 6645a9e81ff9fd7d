package dev.hardening.database;

import java.sql.SQLException;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditStatus;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DatabaseAuditChecks}, {@link PoolAuditChecks} and
 * {@link MigrationAuditChecks}.
 */
class DatabaseAuditChecksTests {

	private static final DatabaseFacts GOOD = new DatabaseFacts("PostgreSQL", "jdbc:postgresql://db/app", false, true,
			false, false, 30000L, List.of());

	private static final DatabaseFacts BAD = new DatabaseFacts("PostgreSQL", "jdbc:postgresql://db/app", true, false,
			false, true, 0L, List.of("create tables"));

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void checksWhenDatabaseIsHardenedPass() {
		for (String id : new String[] { "HRD-DB-001", "HRD-DB-002", "HRD-DB-003", "HRD-DB-004", "HRD-DB-009" }) {
			assertThat(run(checks(GOOD), id).status()).as(id).isEqualTo(AuditStatus.PASS);
		}
	}

	@Test
	void checksWhenDatabaseIsNotHardenedFailAndSayWhatToSet() {
		for (String id : new String[] { "HRD-DB-001", "HRD-DB-002", "HRD-DB-003", "HRD-DB-004", "HRD-DB-009" }) {
			assertThat(run(checks(BAD), id).status()).as(id).isEqualTo(AuditStatus.FAIL);
			assertThat(run(checks(BAD), id).property()).as(id).isNotNull();
		}
	}

	@Test
	void timeLimitWhenTheApplicationSetsOnePasses() {
		this.environment.setProperty("spring.jdbc.template.query-timeout", "30s");
		assertThat(run(checks(BAD), "HRD-DB-004").status()).isEqualTo(AuditStatus.PASS);
	}

	@Test
	void tlsWhenDatabaseIsOnThisMachinePasses() {
		DatabaseFacts local = new DatabaseFacts("PostgreSQL", "u", false, false, true, false, 0L, null);
		assertThat(run(checks(local), "HRD-DB-002").status()).isEqualTo(AuditStatus.PASS);
	}

	@Test
	void checksWhenProductIsNotKnownAreSkipped() {
		DatabaseFacts unknown = new DatabaseFacts("Other", "u", false, null, false, null, null, null);
		assertThat(run(checks(unknown), "HRD-DB-002").status()).isEqualTo(AuditStatus.SKIPPED);
		assertThat(run(checks(unknown), "HRD-DB-003").status()).isEqualTo(AuditStatus.SKIPPED);
		assertThat(run(checks(unknown), "HRD-DB-009").status()).isEqualTo(AuditStatus.SKIPPED);
	}

	@Test
	void checksWhenDatabaseDoesNotAnswerAreSkippedWithoutTheMessage() {
		AuditChecks checks = new DatabaseAuditChecks(this.environment, () -> {
			throw new SQLException("password=hunter2");
		});
		assertThat(run(checks, "HRD-DB-001").status()).isEqualTo(AuditStatus.SKIPPED);
		assertThat(run(checks, "HRD-DB-001").evidence()).contains("SQLException").doesNotContain("hunter2");
	}

	@Test
	void poolWhenOutOfBoundsFails() {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setMaximumPoolSize(10);
			pool.setConnectionTimeout(5000);
			assertThat(run(new PoolAuditChecks(pool), "HRD-DB-005").status()).isEqualTo(AuditStatus.PASS);
			assertThat(run(new PoolAuditChecks(pool), "HRD-DB-006").status()).isEqualTo(AuditStatus.PASS);
			pool.setMaximumPoolSize(500);
			pool.setConnectionTimeout(30000);
			assertThat(run(new PoolAuditChecks(pool), "HRD-DB-005").status()).isEqualTo(AuditStatus.FAIL);
			assertThat(run(new PoolAuditChecks(pool), "HRD-DB-006").status()).isEqualTo(AuditStatus.FAIL);
		}
	}

	@Test
	void migrationsWhenPendingFailAndWhenAppliedPass() {
		Flyway flyway = Flyway.configure()
			.dataSource("jdbc:h2:mem:audit;DB_CLOSE_DELAY=-1", "sa", "")
			.locations("classpath:dev/hardening/database/migration")
			.load();
		assertThat(run(new MigrationAuditChecks(flyway), "HRD-DB-007").evidence()).contains("V1__first.sql");
		assertThat(run(new MigrationAuditChecks(flyway), "HRD-DB-007").status()).isEqualTo(AuditStatus.FAIL);
		flyway.migrate();
		assertThat(run(new MigrationAuditChecks(flyway), "HRD-DB-007").status()).isEqualTo(AuditStatus.PASS);
	}

	@Test
	void cleanWhenEnabledFails() {
		Flyway open = Flyway.configure().dataSource("jdbc:h2:mem:clean", "sa", "").cleanDisabled(false).load();
		Flyway safe = Flyway.configure().dataSource("jdbc:h2:mem:clean", "sa", "").cleanDisabled(true).load();
		assertThat(run(new MigrationAuditChecks(open), "HRD-DB-008").status()).isEqualTo(AuditStatus.FAIL);
		assertThat(run(new MigrationAuditChecks(safe), "HRD-DB-008").status()).isEqualTo(AuditStatus.PASS);
	}

	private DatabaseAuditChecks checks(DatabaseFacts facts) {
		return new DatabaseAuditChecks(this.environment, () -> facts);
	}

	private AuditResult run(AuditChecks checks, String id) {
		return checks.checks().stream().filter((check) -> check.id().equals(id)).findFirst().orElseThrow().run();
	}

}
