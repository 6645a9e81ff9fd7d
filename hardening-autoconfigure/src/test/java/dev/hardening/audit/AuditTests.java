package dev.hardening.audit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import dev.hardening.test.DocumentedScore;
import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Audit} and {@link AuditReport}.
 */
class AuditTests {

	@Test
	void scoreWhenAllPassIs100() {
		assertThat(run(pass("A"), pass("B")).score()).isEqualTo(100);
	}

	@Test
	void scoreWhenOneOfManyFailsIsBelow100() {
		AuditCheck[] checks = new AuditCheck[500];
		for (int i = 0; i < checks.length; i++) {
			checks[i] = check("C" + i, AuditSeverity.ERROR, () -> AuditResult.pass("fine"));
		}
		checks[0] = check("C0", AuditSeverity.INFO, () -> AuditResult.warn("not fine"));
		assertThat(run(checks).score()).isEqualTo(99);
	}

	@Test
	void scoreWhenCheckFailsWeighsItBySeverity() {
		assertThat(run(pass("A"), fail("B", AuditSeverity.ERROR)).score())
			.isLessThan(run(pass("A"), fail("B", AuditSeverity.WARNING)).score());
	}

	/**
	 * 10 + 4 + 1 passed, half of 10 and half of 4 warned, 10 + 1 failed: 22 of 40.
	 */
	@Test
	void scoreIsTheShareOfTheWeightsRoundedDown() {
		AuditReport report = run(pass("A"), warn("B", AuditSeverity.ERROR), fail("C", AuditSeverity.ERROR),
				check("D", AuditSeverity.WARNING, () -> AuditResult.pass("fine")), warn("E", AuditSeverity.WARNING),
				check("F", AuditSeverity.INFO, () -> AuditResult.pass("fine")), fail("G", AuditSeverity.INFO),
				check("H", AuditSeverity.ERROR, () -> AuditResult.skipped("why")));
		assertThat(report.score()).isEqualTo(55).isEqualTo(DocumentedScore.of(report));
		assertThat(run(pass("A"), fail("B", AuditSeverity.WARNING)).score()).isEqualTo(71);
		assertThat(run(fail("A", AuditSeverity.INFO)).score()).isZero();
	}

	@Test
	void reportSaysHowLongItTook() {
		AuditReport report = run(check("A", AuditSeverity.INFO, () -> {
			LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
			return AuditResult.pass("fine");
		}));
		assertThat(report.took()).isPositive();
		assertThat(AuditJson.of(report, List.of())).containsEntry("duration_ms", report.took().toMillis());
	}

	@Test
	void scoreWhenSkippedDoesNotCountIt() {
		assertThat(run(pass("A"), check("B", AuditSeverity.ERROR, () -> AuditResult.skipped("why"))).score())
			.isEqualTo(100);
	}

	@Test
	void runWhenCheckThrowsSkipsItAndHidesTheMessage() {
		AuditReport report = run(check("A", AuditSeverity.ERROR, () -> {
			throw new IllegalStateException("password=hunter2");
		}));
		AuditResult result = report.findings().get(0).result();
		assertThat(result.status()).isEqualTo(AuditStatus.SKIPPED);
		assertThat(result.evidence()).contains("IllegalStateException").doesNotContain("hunter2");
	}

	@Test
	void attentionHasTheWorstFirst() {
		AuditReport report = run(check("A", AuditSeverity.ERROR, () -> AuditResult.warn("w")),
				fail("B", AuditSeverity.WARNING), pass("C"), fail("D", AuditSeverity.ERROR));
		assertThat(report.attention()).extracting((finding) -> finding.check().id()).containsExactly("D", "B", "A");
	}

	@Test
	void createWhenTwoChecksHaveOneIdIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Audit(List.of(pass("A"), pass("A"))))
			.withMessageContaining("'A'");
	}

	@Test
	void outsideDevelopmentWhenInDevelopmentIsSkipped() {
		MockEnvironment environment = new MockEnvironment();
		AuditCheck check = fail("A", AuditSeverity.ERROR).outsideDevelopment(environment);
		assertThat(check.run().status()).isEqualTo(AuditStatus.FAIL);
		environment.setActiveProfiles("dev");
		assertThat(check.run().status()).isEqualTo(AuditStatus.SKIPPED);
	}

	@Test
	void resultWhenPassedDropsTheProperty() {
		assertThat(AuditResult.pass("fine").withProperty("a: b").property()).isNull();
		assertThat(AuditResult.fail("bad").withProperty("a: b").property()).isEqualTo("a: b");
	}

	private AuditReport run(AuditCheck... checks) {
		return new Audit(List.of(checks)).run();
	}

	private AuditCheck pass(String id) {
		return check(id, AuditSeverity.ERROR, () -> AuditResult.pass("fine"));
	}

	private AuditCheck fail(String id, AuditSeverity severity) {
		return check(id, severity, () -> AuditResult.fail("bad"));
	}

	private AuditCheck warn(String id, AuditSeverity severity) {
		return check(id, severity, () -> AuditResult.warn("so so"));
	}

	private AuditCheck check(String id, AuditSeverity severity, Supplier<AuditResult> run) {
		return AuditCheck.of(id, "Title of " + id, severity, run);
	}

}
