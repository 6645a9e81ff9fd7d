package dev.hardening.store.jdbc;

import dev.hardening.environment.InvalidPropertyException;

import org.springframework.core.env.Environment;

/**
 * A table that the starter brings along.
 *
 * @param directory where its migrations are, below {@code dev/hardening/db/migration}
 * @param name what it is called
 */
public record StarterTable(String directory, String name) {

	String location() {
		return "classpath:dev/hardening/db/migration/" + this.directory;
	}

	/**
	 * Return the table that holds the history of its migrations.
	 * @return the name of the table
	 */
	public String history() {
		return this.name + "_history";
	}

	/**
	 * Refuse to guess whether the table exists where Flyway is not there to make it.
	 * @param environment tells whether migrations are off, so that the user makes it
	 * @param key the key that chose the table
	 * @param script the name of the first migration
	 * @param otherwise what else can be done, without a full stop
	 */
	public void requireFlyway(Environment environment, String key, String script, String otherwise) {
		if (Migrations.of(environment) != Migrations.OFF) {
			throw new InvalidPropertyException(key, "jdbc", "makes its table by Flyway, which is not on the class path",
					"Add spring-boot-starter-flyway; or make the table yourself by the script "
							+ "dev/hardening/db/migration/%s/%s of hardening-autoconfigure and set "
								.formatted(this.directory, script)
							+ "hardening.database.migrations to off; or, " + otherwise + ".");
		}
	}

}
