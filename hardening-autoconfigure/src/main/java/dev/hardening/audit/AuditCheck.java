package dev.hardening.audit;

import java.util.List;
import java.util.function.Supplier;

import dev.hardening.environment.DeploymentEnvironment;
import org.jspecify.annotations.Nullable;

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
	 * Return what can happen where the demand is not met.
	 * @return one or two sentences, or nothing
	 */
	default String why() {
		return "";
	}

	/**
	 * Return what is usually set to meet the demand. A result may say it more exactly.
	 * @return the property and value, or {@code null}
	 */
	default @Nullable String property() {
		return null;
	}

	/**
	 * Return where the demand comes from.
	 * @return requirements of OWASP ASVS 5.0 and parts of documents
	 */
	default List<String> references() {
		return List.of();
	}

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
		return new SimpleAuditCheck(id, title, severity, "", null, List.of(), run);
	}

	/**
	 * Return the same check with the reason for it.
	 * @param why what can happen where the demand is not met
	 * @return the check
	 */
	default AuditCheck because(String why) {
		return new SimpleAuditCheck(id(), title(), severity(), why, property(), references(), this::run);
	}

	/**
	 * Return the same check with what is usually set.
	 * @param property the property and value that meet the demand
	 * @return the check
	 */
	default AuditCheck mendedBy(String property) {
		return new SimpleAuditCheck(id(), title(), severity(), why(), property, references(), this::run);
	}

	/**
	 * Return the same check with where the demand comes from.
	 * @param references requirements of OWASP ASVS 5.0, for example
	 * {@code ASVS 5.0 2.4.1}, and parts of documents
	 * @return the check
	 */
	default AuditCheck demandedBy(String... references) {
		return new SimpleAuditCheck(id(), title(), severity(), why(), property(), List.of(references), this::run);
	}

	/**
	 * Return the same check for staging and production only: what is asked of those would
	 * stand in the way of development.
	 * @param environment the environment of the application
	 * @return the check, which is skipped in development
	 */
	default AuditCheck outsideDevelopment(Environment environment) {
		return new SimpleAuditCheck(id(), title(), severity(), why(), property(), references(),
				() -> DeploymentEnvironment.of(environment).isDevelopment()
						? AuditResult.skipped("Not asked for in development.") : run());
	}

}
