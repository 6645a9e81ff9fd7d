package dev.hardening.store.jdbc;

import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.hardening.environment.InvalidPropertyException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Makes a table of the starter's by a Flyway history of its own, after the application's
 * migrations: Flyway refuses to begin the application's history in a schema that is not
 * empty. No bean of type {@link Flyway}, since Boot's would back off.
 */
public final class StarterSchema implements InitializingBean {

	private final Flyway flyway;

	private final Migrations migrations;

	/**
	 * Create the schema.
	 * @param dataSource whose schema
	 * @param table the table
	 * @param migrations what to do
	 */
	public StarterSchema(DataSource dataSource, StarterTable table, Migrations migrations) {
		this.flyway = Flyway.configure(StarterSchema.class.getClassLoader())
			.dataSource(dataSource)
			.locations(table.location())
			.table(table.history())
			.baselineOnMigrate(true)
			.baselineVersion("0")
			.load();
		this.migrations = migrations;
	}

	/**
	 * Create the schema where the application's own Flyway works, which may connect as a
	 * user who may do more.
	 * @param dataSource the application's
	 * @param flyways the application's Flyway, if it has one
	 * @param table the table
	 * @param migrations what to do
	 * @return the schema
	 */
	public static StarterSchema beside(DataSource dataSource, ObjectProvider<Flyway> flyways, StarterTable table,
			Migrations migrations) {
		Flyway flyway = flyways.getIfUnique();
		DataSource migrating = (flyway != null) ? flyway.getConfiguration().getDataSource() : null;
		return new StarterSchema((migrating != null) ? migrating : dataSource, table, migrations);
	}

	@Override
	public void afterPropertiesSet() {
		switch (this.migrations) {
			case APPLY -> this.flyway.migrate();
			case VALIDATE -> validate();
			case OFF -> {
			}
		}
	}

	private void validate() {
		List<String> pending = Stream.of(this.flyway.info().pending()).map(MigrationInfo::getScript).toList();
		if (!pending.isEmpty()) {
			throw new InvalidPropertyException(Migrations.KEY, "validate",
					"refuses to start while the starter's own tables lack " + String.join(", ", pending),
					"Apply them before the application starts, as a user who may change the schema and with the same "
							+ "settings, or set the key to 'apply'.");
		}
		this.flyway.validate();
	}

}
