package dev.hardening.audit;

import java.util.List;
import java.util.function.Supplier;

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

	private AuditCheck check(String id, AuditSeverity severity, Supplier<AuditResult> run) {
		return AuditCheck.of(id, "Title of " + id, severity, run);
	}

}
