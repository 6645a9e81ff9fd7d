package dev.hardening.database;

import org.flywaydb.core.Flyway;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;

/**
 * Wires what happens to pending migrations.
 */
@AutoConfiguration(after = FlywayAutoConfiguration.class)
@ConditionalOnClass({ Flyway.class, FlywayMigrationStrategy.class })
@ConditionalOnSingleCandidate(Flyway.class)
@ConditionalOnBooleanProperty(name = "hardening.database.enabled", matchIfMissing = true)
@EnableConfigurationProperties(DatabaseProperties.class)
public final class MigrationsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FlywayMigrationStrategy hardeningMigrationStrategy(DatabaseProperties properties) {
		return switch (properties.migrations()) {
			case APPLY -> Flyway::migrate;
			case VALIDATE -> new ValidatingMigrationStrategy();
			case OFF -> (flyway) -> {
			};
		};
	}

	@Bean
	MigrationAuditChecks migrationAuditChecks(Flyway flyway) {
		return new MigrationAuditChecks(flyway);
	}

}
