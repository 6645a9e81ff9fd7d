package dev.hardening.apikey.jdbc;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.InitializingBean;

/**
 * Makes the table of the keys by a Flyway history of its own, after the application's
 * migrations: Flyway refuses to begin the application's history in a schema that is not
 * empty. No bean of type {@link Flyway}, since Boot's would back off.
 */
class ApiKeySchema implements InitializingBean {

	static final String HISTORY = "hardening_api_key_history";

	static final String LOCATION = "classpath:dev/hardening/db/migration/apikey";

	private final Flyway flyway;

	private final Migrations migrations;

	ApiKeySchema(DataSource dataSource, Migrations migrations) {
		this.flyway = Flyway.configure(ApiKeySchema.class.getClassLoader())
			.dataSource(dataSource)
			.locations(LOCATION)
			.table(HISTORY)
			.baselineOnMigrate(true)
			.baselineVersion("0")
			.load();
		this.migrations = migrations;
	}

	@Override
	public void afterPropertiesSet() {
		switch (this.migrations) {
			case APPLY -> this.flyway.migrate();
			case VALIDATE -> this.flyway.validate();
			case OFF -> {
			}
		}
	}

	/**
	 * The values of {@code hardening.database.migrations}.
	 */
	enum Migrations {

		APPLY, VALIDATE, OFF

	}

}
