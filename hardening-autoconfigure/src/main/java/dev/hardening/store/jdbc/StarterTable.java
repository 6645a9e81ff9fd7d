package dev.hardening.store.jdbc;

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

}
