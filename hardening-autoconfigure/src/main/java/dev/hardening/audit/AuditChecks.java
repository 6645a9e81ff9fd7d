package dev.hardening.audit;

import java.util.List;

/**
 * Several checks that share what they look at. A feature with more than a few checks
 * contributes one bean of this type.
 */
@FunctionalInterface
public interface AuditChecks {

	/**
	 * Return the checks.
	 * @return the checks, in the order in which they are shown
	 */
	List<AuditCheck> checks();

}
