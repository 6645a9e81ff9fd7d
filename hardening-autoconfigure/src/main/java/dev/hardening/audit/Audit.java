package dev.hardening.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs the checks of all features and of the application.
 */
public final class Audit {

	private static final Log logger = LogFactory.getLog(Audit.class);

	private final List<AuditCheck> checks;

	private final IgnoredChecks ignored;

	private final Object lock = new Object();

	private @Nullable AuditReport last;

	private long lastNanos;

	/**
	 * Create an audit.
	 * @param checks the checks, each with an id of its own
	 */
	public Audit(List<AuditCheck> checks) {
		this(checks, new IgnoredChecks(List.of(), Clock.systemDefaultZone()));
	}

	Audit(List<AuditCheck> checks, IgnoredChecks ignored) {
		Set<String> ids = new HashSet<>();
		for (AuditCheck check : checks) {
			if (!ids.add(check.id())) {
				throw new IllegalArgumentException("Two audit checks have the id '%s'".formatted(check.id()));
			}
		}
		this.checks = List.copyOf(checks);
		this.ignored = ignored;
	}

	/**
	 * Run every check.
	 * @return the report
	 */
	public AuditReport run() {
		return latest(Duration.ZERO);
	}

	/**
	 * Return the last report, or run every check if that was too long ago. Callers that
	 * come at the same time get the same report.
	 * @param age how old the report may be
	 * @return the report
	 */
	public AuditReport latest(Duration age) {
		synchronized (this.lock) {
			AuditReport report = this.last;
			if (report == null || System.nanoTime() - this.lastNanos >= age.toNanos()) {
				report = look();
				this.last = report;
				this.lastNanos = System.nanoTime();
			}
			return report;
		}
	}

	private AuditReport look() {
		long start = System.nanoTime();
		List<AuditFinding> findings = this.checks.stream()
			.map((check) -> new AuditFinding(check, result(check)))
			.toList();
		return new AuditReport(findings, Duration.ofNanos(System.nanoTime() - start));
	}

	private AuditResult result(AuditCheck check) {
		try {
			return this.ignored.apply(check, check.run());
		}
		catch (RuntimeException ex) {
			logger.debug("Audit check %s threw".formatted(check.id()), ex);
			// The type only: a message may hold what must not be shown.
			return AuditResult.skipped("The check threw %s.".formatted(ex.getClass().getSimpleName()));
		}
	}

}
