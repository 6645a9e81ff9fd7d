package dev.hardening.audit;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import dev.hardening.audit.AuditProperties.FailOn;

/**
 * The findings of one audit.
 *
 * @param findings every check and how it came out, in the order of their ids
 * @param took how long all checks took together
 */
public record AuditReport(List<AuditFinding> findings, Duration took) {

	public AuditReport {
		findings = findings.stream().sorted(Comparator.comparing((finding) -> finding.check().id())).toList();
	}

	/**
	 * Return how hard the application is. A failed check counts by its severity, a
	 * warning half, and what was skipped not at all. What is ignored counts as failed: it
	 * is accepted, not mended.
	 * @return a score from 0 to 100, which is 100 only when every check passed
	 */
	public int score() {
		int all = 0;
		int reached = 0;
		for (AuditFinding finding : this.findings) {
			AuditStatus status = finding.result().status();
			// Twice the weight, so that half of it is a whole number.
			int weight = (status != AuditStatus.SKIPPED) ? 2 * finding.check().severity().weight() : 0;
			all += weight;
			reached += switch (status) {
				case PASS -> weight;
				case WARN -> weight / 2;
				case FAIL, SKIPPED, IGNORED -> 0;
			};
		}
		return (all > 0) ? 100 * reached / all : 100;
	}

	/**
	 * Return what should be done, the worst first.
	 * @return the checks that failed or warned
	 */
	public List<AuditFinding> attention() {
		return this.findings.stream()
			.filter(AuditFinding::needsAttention)
			.sorted(Comparator.comparing((AuditFinding finding) -> finding.result().status() != AuditStatus.FAIL)
				.thenComparing((finding) -> finding.check().severity()))
			.toList();
	}

	/**
	 * Count findings.
	 * @param status how they came out
	 * @return their number
	 */
	public long count(AuditStatus status) {
		return this.findings.stream().filter((finding) -> finding.result().status() == status).count();
	}

	/**
	 * Return the findings for which a start, or a pipeline, is stopped.
	 * @param failOn which those are
	 * @return the findings, the worst first
	 */
	List<AuditFinding> stopping(FailOn failOn) {
		return attention().stream().filter(failOn::stops).toList();
	}

}
