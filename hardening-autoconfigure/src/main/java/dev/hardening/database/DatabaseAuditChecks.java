package dev.hardening.database;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;

import org.springframework.core.env.Environment;

/**
 * Checks about the database and its user.
 */
class DatabaseAuditChecks implements AuditChecks {

	private static final String SCHEMA = "hardening.database.migrations: validate, and spring.datasource.username: "
			+ "a user who owns nothing";

	private final Environment environment;

	private final Callable<DatabaseFacts> facts;

	DatabaseAuditChecks(Environment environment, Callable<DatabaseFacts> facts) {
		this.environment = environment;
		this.facts = facts;
	}

	@Override
	public List<AuditCheck> checks() {
		return Stream
			.of(AuditCheck
				.of("HRD-DB-001", "The database survives a restart", AuditSeverity.WARNING, () -> look(this::durable))
				.because("A restart loses all data.")
				.mendedBy("spring.datasource.url: the URL of a server")
				.demandedBy(Checklist.CONFIGURATION.part("Before Deployment"), Checklist.INTEGRATION.part("Phase 4")),
					AuditCheck
						.of("HRD-DB-002", "The database is reached over TLS", AuditSeverity.ERROR,
								() -> look(this::tls))
						.because("Whoever is on the way reads the data and the password.")
						.mendedBy("sslmode=verify-full in spring.datasource.url")
						.demandedBy("ASVS 5.0 12.3.1", Checklist.IMPROVEMENTS.part("8")),
					AuditCheck
						.of("HRD-DB-003", "The user of the database may not do everything", AuditSeverity.WARNING,
								() -> look(this::privileges))
						.because("An injected statement does whatever the user may.")
						.mendedBy(
								"spring.datasource.username: a user who owns nothing but the schema of the application")
						.demandedBy("ASVS 5.0 13.2.2", Checklist.IMPROVEMENTS.part("8")),
					AuditCheck
						.of("HRD-DB-004", "A statement has a time limit", AuditSeverity.WARNING,
								() -> look(this::timeLimit))
						.because("One slow statement holds a connection, and a few of them the pool.")
						.mendedBy("spring.jdbc.template.query-timeout: 30s")
						.demandedBy(Checklist.INTEGRATION.part("Phase 6")),
					AuditCheck
						.of("HRD-DB-009", "The user of the database cannot change the schema", AuditSeverity.WARNING,
								() -> look(this::schema))
						.because("An injected statement drops tables, or makes what was not there.")
						.mendedBy(SCHEMA)
						.demandedBy("ASVS 5.0 13.2.2", Checklist.IMPROVEMENTS.part("8")))
			.map((check) -> check.outsideDevelopment(this.environment))
			.toList();
	}

	private AuditResult look(Function<DatabaseFacts, AuditResult> check) {
		try {
			return check.apply(this.facts.call());
		}
		catch (Exception ex) {
			return AuditResult.skipped("The database did not answer: %s.".formatted(ex.getClass().getSimpleName()));
		}
	}

	private AuditResult durable(DatabaseFacts facts) {
		return AuditResult
			.passIf(!facts.inMemory(),
					facts.inMemory() ? "%s is in the memory of the process.".formatted(facts.product())
							: "%s is a server or a file.".formatted(facts.product()))
			.withProperty("spring.datasource.url: the URL of a server");
	}

	private AuditResult tls(DatabaseFacts facts) {
		if (facts.local()) {
			return AuditResult.pass("The database is on this machine.");
		}
		if (facts.tls() == null) {
			return AuditResult.skipped("It cannot be told of %s.".formatted(facts.product()));
		}
		return AuditResult
			.passIf(facts.tls(), facts.tls() ? "The connection is encrypted." : "The connection is not encrypted.")
			.withProperty("sslmode=verify-full in spring.datasource.url")
			.withReference("ASVS 5.0 12.3.1");
	}

	private AuditResult privileges(DatabaseFacts facts) {
		if (facts.superuser() == null) {
			return AuditResult.skipped("It cannot be told of %s.".formatted(facts.product()));
		}
		return AuditResult
			.passIf(!facts.superuser(), facts.superuser() ? "The user is a superuser." : "The user is no superuser.")
			.withProperty("spring.datasource.username: a user who owns nothing but the schema of the application")
			.withReference("ASVS 5.0 13.2.2");
	}

	private AuditResult schema(DatabaseFacts facts) {
		List<String> rights = facts.schemaRights();
		if (rights == null) {
			return AuditResult.skipped("It cannot be told of %s.".formatted(facts.product()));
		}
		return AuditResult
			.passIf(rights.isEmpty(),
					rights.isEmpty() ? "The user reads and writes rows."
							: "The user may %s.".formatted(String.join("; ", rights)))
			.withProperty(SCHEMA)
			.withReference("ASVS 5.0 13.2.2");
	}

	private AuditResult timeLimit(DatabaseFacts facts) {
		boolean template = this.environment.containsProperty("spring.jdbc.template.query-timeout");
		Long server = facts.statementTimeout();
		boolean limited = template || (server != null && server > 0);
		return AuditResult
			.passIf(limited,
					limited ? "Set in %s.".formatted(template ? "the application" : "the database")
							: "A statement may run for ever.")
			.withProperty("spring.jdbc.template.query-timeout: 30s");
	}

}
