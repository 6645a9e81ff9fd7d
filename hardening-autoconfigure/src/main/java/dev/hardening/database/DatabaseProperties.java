package dev.hardening.database;

import dev.hardening.environment.InvalidPropertyException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The database.
 *
 * @param enabled Whether to look after migrations, the pool and the audit of the
 * database.
 * @param migrations what happens to pending migrations when the application starts
 * @param maxWaiting requests that may wait for a connection while the pool hands out
 * none. More are answered at once, so that an outage of the database does not take the
 * threads that answer probes. 0 for no bound.
 */
@ConfigurationProperties("hardening.database")
public record DatabaseProperties(@DefaultValue("true") boolean enabled, @DefaultValue("apply") MigrationMode migrations,
		@DefaultValue("100") int maxWaiting) {

	public DatabaseProperties {
		if (maxWaiting < 0) {
			throw new InvalidPropertyException("hardening.database.max-waiting", maxWaiting, "is negative",
					"Write half the number of the server's threads, for example 100, or 0 for no bound.");
		}
	}

}
