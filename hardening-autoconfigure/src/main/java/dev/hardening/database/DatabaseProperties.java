package dev.hardening.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The database.
 *
 * @param enabled Whether to look after migrations, the pool and the audit of the
 * database.
 * @param migrations what happens to pending migrations when the application starts
 */
@ConfigurationProperties("hardening.database")
public record DatabaseProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("apply") MigrationMode migrations) {

}
