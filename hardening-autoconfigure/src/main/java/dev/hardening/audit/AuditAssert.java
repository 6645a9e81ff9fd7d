package dev.hardening.audit;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about an audit, for tests of applications: a change that loosens what
 * protects the application then fails the build and not the next start in production. For
 * example {@code assertThat(audit).hasNoErrors()}, in a test that is given the bean of
 * type {@link Audit}. Needs AssertJ, which {@code spring-boot-starter-test} brings.
 */
public final class AuditAssert extends AbstractAssert<AuditAssert, AuditReport> {

	private AuditAssert(AuditReport report) {
		super(report, AuditAssert.class);
	}

	/**
	 * Run an audit and begin to judge its report.
	 * @param audit the audit, a bean of the application
	 * @return the assertions
	 */
	public static AuditAssert assertThat(Audit audit) {
		return new AuditAssert(audit.run());
	}

	/**
	 * Begin to judge a report.
	 * @param report the report
	 * @return the assertions
	 */
	public static AuditAssert assertThat(AuditReport report) {
		return new AuditAssert(report);
	}

	/**
	 * Verify that no check of severity error failed, which stops a start in production.
	 * @return this assertion
	 */
	public AuditAssert hasNoErrors() {
		return hasNone("errors", (finding) -> finding.result().status() == AuditStatus.FAIL
				&& finding.check().severity() == AuditSeverity.ERROR);
	}

	/**
	 * Verify that no check of severity error or warning failed or warned.
	 * @return this assertion
	 */
	public AuditAssert hasNoWarnings() {
		return hasNone("errors and warnings",
				(finding) -> finding.needsAttention() && finding.check().severity() != AuditSeverity.INFO);
	}

	/**
	 * Verify that no finding is accepted without being mended.
	 * @return this assertion
	 */
	public AuditAssert ignoresNothing() {
		return hasNone("ignored findings", (finding) -> finding.result().status() == AuditStatus.IGNORED);
	}

	/**
	 * Verify the score.
	 * @param score the least score, from 0 to 100
	 * @return this assertion
	 */
	public AuditAssert hasScoreOfAtLeast(int score) {
		if (this.actual.score() < score) {
			failWithMessage("%nExpecting a score of at least %d but it is %d:%n%s", score, this.actual.score(),
					text(this.actual.attention()));
		}
		return this;
	}

	/**
	 * Verify that checks passed: neither failed nor were skipped.
	 * @param ids ids of checks, for example {@code HRD-DB-002}
	 * @return this assertion
	 */
	public AuditAssert passes(String... ids) {
		return all(AuditStatus.PASS, ids);
	}

	/**
	 * Verify that checks failed.
	 * @param ids ids of checks
	 * @return this assertion
	 */
	public AuditAssert fails(String... ids) {
		return all(AuditStatus.FAIL, ids);
	}

	private AuditAssert all(AuditStatus status, String... ids) {
		for (String id : ids) {
			List<AuditFinding> found = this.actual.findings()
				.stream()
				.filter((finding) -> finding.check().id().equals(id))
				.toList();
			if (found.isEmpty()) {
				failWithMessage("%nThere is no check %s", id);
			}
			else if (found.get(0).result().status() != status) {
				failWithMessage("%nExpecting %s to be %s but:%n%s", id, status, text(found));
			}
		}
		return this;
	}

	private AuditAssert hasNone(String what, Predicate<AuditFinding> bad) {
		List<AuditFinding> found = this.actual.findings().stream().filter(bad).toList();
		if (!found.isEmpty()) {
			failWithMessage("%nExpecting an audit without %s but there are %d:%n%s", what, found.size(), text(found));
		}
		return this;
	}

	private static String text(List<AuditFinding> findings) {
		return findings.stream()
			.map((finding) -> "  %s %s %s. %s".formatted(finding.result().status(), finding.check().id(),
					finding.check().title(), finding.result().evidence()))
			.collect(Collectors.joining(System.lineSeparator()));
	}

}
