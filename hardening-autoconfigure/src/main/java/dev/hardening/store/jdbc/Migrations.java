package dev.hardening.store.jdbc;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The values of {@code hardening.database.migrations}, which the starter's own tables
 * follow too.
 */
public enum Migrations {

	/** Pending migrations are applied at the start. */
	APPLY,

	/** Pending migrations stop the start. */
	VALIDATE,

	/** Nothing is done: the tables are the user's to make. */
	OFF;

	static final String KEY = "hardening.database.migrations";

	/**
	 * Return what is configured.
	 * @param environment the environment
	 * @return the value
	 */
	public static Migrations of(Environment environment) {
		return Binder.get(environment).bind(KEY, Migrations.class).orElse(APPLY);
	}

}
