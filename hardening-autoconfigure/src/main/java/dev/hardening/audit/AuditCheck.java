package dev.hardening.audit;

import java.util.function.Supplier;

import dev.hardening.environment.DeploymentEnvironment;

import org.springframework.core.env.Environment;

/**
 * Something that an application which is fit for production can show. Each feature owns
 * the checks about itself; an application adds its own as beans of this type. A check
 * must be quick, must change nothing, and must keep secrets out of its result.
 */
public interface AuditCheck {

	/**
	 * Return the stable name.
	 * @return the id, for example {@code HRD-DB-001}
	 */
	String id();

	/**
	 * Return what is demanded.
	 * @return one line without a full stop, for example
	 * {@code The database is reached over TLS}
	 */
	String title();

	/**
	 * Return how much it matters.
	 * @return the severity of a failure
	 */
	AuditSeverity severity();

	/**
	 * Look.
	 * @return what was seen
	 */
	AuditResult run();

	/**
	 * Create a check.
	 * @param id the stable name
	 * @param title what is demanded
	 * @param severity how much it matters
	 * @param run looks
	 * @return the check
	 */
	static AuditCheck of(String id, String title, AuditSeverity severity, Supplier<AuditResult> run) {
		return new SimpleAuditCheck(id, title, severity, run);
	}

	/**
	 * Return the same check for staging and production only: what is asked of those would
	 * stand in the way of development.
	 * @param environment the environment of the application
	 * @return the check, which is skipped in development
	 */
	default AuditCheck outsideDevelopment(Environment environment) {
		return of(id(), title(), severity(), () -> DeploymentEnvironment.of(environment).isDevelopment()
				? AuditResult.skipped("Not asked for in development.") : run());
	}

}
