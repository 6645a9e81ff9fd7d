package dev.hardening.database;

import java.util.Arrays;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Refuses to start while migrations are pending, or when one that was applied is not what
 * it was. Changes nothing, not even by creating the history table.
 */
class ValidatingMigrationStrategy implements FlywayMigrationStrategy {

	@Override
	public void migrate(Flyway flyway) {
		List<String> pending = pending(flyway);
		if (!pending.isEmpty()) {
			throw new PendingMigrationsException(pending);
		}
		flyway.validate();
	}

	static List<String> pending(Flyway flyway) {
		return Arrays.stream(flyway.info().pending()).map(MigrationInfo::getScript).toList();
	}

}
