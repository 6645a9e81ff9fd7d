package dev.hardening.headers;

/**
 * Hears of each violation that a browser reports.
 */
@FunctionalInterface
public interface CspViolationListener {

	/**
	 * Called on the thread of the report, so it must be quick. Anyone can send reports:
	 * count them, and act on nothing they say.
	 * @param violation what was reported
	 */
	void onViolation(CspViolation violation);

}
