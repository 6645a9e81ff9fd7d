package dev.hardening.database;

import java.util.List;

/**
 * Stops the start because the database lacks migrations that the application brings.
 */
public class PendingMigrationsException extends RuntimeException {

	private final List<String> pending;

	/**
	 * Create the exception.
	 * @param pending the scripts that were not applied
	 */
	public PendingMigrationsException(List<String> pending) {
		super("Migrations are pending: " + String.join(", ", pending));
		this.pending = List.copyOf(pending);
	}

	/**
	 * Return what is pending.
	 * @return the names of the scripts
	 */
	public List<String> pending() {
		return this.pending;
	}

}
