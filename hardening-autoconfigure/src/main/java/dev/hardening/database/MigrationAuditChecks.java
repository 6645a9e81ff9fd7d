package dev.hardening.database;

import java.util.List;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;
import org.flywaydb.core.Flyway;

/**
 * Checks about the migrations.
 */
class MigrationAuditChecks implements AuditChecks {

	private final Flyway flyway;

	MigrationAuditChecks(Flyway flyway) {
		this.flyway = flyway;
	}

	@Override
	public List<AuditCheck> checks() {
		return List.of(
				AuditCheck.of("HRD-DB-007", "No migration is pending", AuditSeverity.ERROR, this::pending)
					.because("The code expects a schema that is not there.")
					.mendedBy("hardening.database.migrations: apply")
					.demandedBy(Checklist.INTEGRATION.part("Phase 5")),
				AuditCheck.of("HRD-DB-008", "Migrations cannot wipe the database", AuditSeverity.ERROR, this::clean)
					.because("Cleaning drops every table.")
					.mendedBy("spring.flyway.clean-disabled: true")
					.demandedBy(Checklist.INTEGRATION.part("Phase 5")));
	}

	private AuditResult pending() {
		List<String> pending = ValidatingMigrationStrategy.pending(this.flyway);
		return AuditResult
			.passIf(pending.isEmpty(),
					pending.isEmpty() ? "All are applied."
							: "%d pending, the first is %s.".formatted(pending.size(), pending.get(0)))
			.withProperty("hardening.database.migrations: apply");
	}

	private AuditResult clean() {
		boolean disabled = this.flyway.getConfiguration().isCleanDisabled();
		return AuditResult.passIf(disabled, disabled ? "Cleaning is disabled." : "Cleaning drops every table.")
			.withProperty("spring.flyway.clean-disabled: true");
	}

}
