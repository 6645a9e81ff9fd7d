package dev.hardening.database;

/**
 * What happens to pending migrations when the application starts.
 */
public enum MigrationMode {

	/** They are applied. */
	APPLY,

	/**
	 * The start is refused, for a user of the database who may not change its schema. Who
	 * deploys applies them beforehand.
	 */
	VALIDATE,

	/** Nothing: they are neither applied nor looked at. */
	OFF

}
