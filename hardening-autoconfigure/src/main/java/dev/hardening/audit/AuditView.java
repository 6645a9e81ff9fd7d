package dev.hardening.audit;

/**
 * Something else that a feature shows under {@code /actuator/hardening/<name>}.
 */
public interface AuditView {

	/**
	 * Return the name.
	 * @return the last part of the path, for example {@code csp}
	 */
	String name();

	/**
	 * Return what is shown.
	 * @return maps, lists and values without any secret, which are written as JSON
	 */
	Object content();

}
