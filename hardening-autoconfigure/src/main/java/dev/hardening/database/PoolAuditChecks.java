package dev.hardening.database;

import java.time.Duration;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;

/**
 * Checks about the connection pool.
 */
class PoolAuditChecks implements AuditChecks {

	private static final int MOST = 100;

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	private final HikariDataSource dataSource;

	PoolAuditChecks(HikariDataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public List<AuditCheck> checks() {
		return List.of(
				AuditCheck.of("HRD-DB-005", "The size of the pool fits", AuditSeverity.WARNING, this::size)
					.because("Too small a pool makes requests wait, too large a one starves the database.")
					.mendedBy("spring.datasource.hikari.maximum-pool-size: 10")
					.demandedBy(Checklist.CONFIGURATION.part("Database Connection Pooling"),
							Checklist.INTEGRATION.part("Phase 4")),
				AuditCheck
					.of("HRD-DB-006", "A request waits for a connection for seconds only", AuditSeverity.WARNING,
							this::patience)
					.because(
							"Waiting requests hold threads, so that an outage of the database becomes one of the application.")
					.mendedBy("spring.datasource.hikari.connection-timeout: 5s")
					.demandedBy(Checklist.CONFIGURATION.part("Database Connection Pooling")));
	}

	private AuditResult size() {
		int size = this.dataSource.getMaximumPoolSize();
		return AuditResult.passIf(size > 1 && size <= MOST, "The pool has up to %d connections.".formatted(size))
			.withProperty("spring.datasource.hikari.maximum-pool-size: 10");
	}

	private AuditResult patience() {
		Duration wait = Duration.ofMillis(this.dataSource.getConnectionTimeout());
		return AuditResult
			.passIf(wait.compareTo(LONGEST_WAIT) <= 0,
					"A request waits for up to %d ms, and holds a thread meanwhile.".formatted(wait.toMillis()))
			.withProperty("spring.datasource.hikari.connection-timeout: 5s");
	}

}
