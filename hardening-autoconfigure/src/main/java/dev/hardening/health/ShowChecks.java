package dev.hardening.health;

/**
 * Who sees the state of each check, beside the status as a whole. Causes are shown to
 * nobody.
 */
public enum ShowChecks {

	/** Everyone. */
	ALWAYS,

	/** Callers with the authority {@code ACTUATOR} or the scope {@code actuator}. */
	WHEN_AUTHORIZED,

	/** Nobody. */
	NEVER

}
