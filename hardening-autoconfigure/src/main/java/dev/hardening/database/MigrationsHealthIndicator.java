package dev.hardening.database;

import java.util.List;

import org.flywaydb.core.Flyway;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Down while migrations are pending. Once none is, none can become so in this process,
 * which brings its migrations along: the history is read no more.
 */
class MigrationsHealthIndicator extends AbstractHealthIndicator {

	private final Flyway flyway;

	private volatile boolean applied;

	MigrationsHealthIndicator(Flyway flyway) {
		super("The migrations could not be read");
		this.flyway = flyway;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		List<String> pending = this.applied ? List.of() : ValidatingMigrationStrategy.pending(this.flyway);
		this.applied = pending.isEmpty();
		(this.applied ? builder.up() : builder.down()).withDetail("pending", pending.size());
	}

}
