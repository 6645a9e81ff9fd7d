package dev.hardening.audit;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AuditAssert}.
 */
class AuditAssertTests {

	private final Audit audit = new Audit(
			List.of(AuditCheck.of("APP-1", "One is good", AuditSeverity.ERROR, () -> AuditResult.fail("One is bad.")),
					AuditCheck.of("APP-2", "Two is good", AuditSeverity.WARNING,
							() -> AuditResult.warn("Two could be better.")),
					AuditCheck.of("APP-3", "Three is good", AuditSeverity.INFO, () -> AuditResult.pass("It is."))));

	@Test
	void assertionWhenItHoldsIsSilent() {
		Audit good = new Audit(List
			.of(AuditCheck.of("APP-3", "Three is good", AuditSeverity.ERROR, () -> AuditResult.pass("It is."))));
		AuditAssert.assertThat(good)
			.hasNoErrors()
			.hasNoWarnings()
			.ignoresNothing()
			.hasScoreOfAtLeast(100)
			.passes("APP-3");
		AuditAssert.assertThat(this.audit).fails("APP-1").passes("APP-3").hasScoreOfAtLeast(1);
	}

	@Test
	void assertionWhenItFailsNamesCheckAndEvidence() {
		fails(() -> AuditAssert.assertThat(this.audit).hasNoErrors(), "APP-1", "One is bad.");
		fails(() -> AuditAssert.assertThat(this.audit).hasNoWarnings(), "APP-1", "APP-2", "Two could be better.");
		fails(() -> AuditAssert.assertThat(this.audit).hasScoreOfAtLeast(100), "at least 100", "APP-2");
		fails(() -> AuditAssert.assertThat(this.audit).passes("APP-2"), "APP-2", "WARN");
		fails(() -> AuditAssert.assertThat(this.audit).fails("APP-3"), "APP-3", "PASS");
		fails(() -> AuditAssert.assertThat(this.audit).passes("APP-9"), "no check APP-9");
	}

	@Test
	void assertionWhenPercentSignsAreSeenStillSpeaks() {
		Audit percent = new Audit(List
			.of(AuditCheck.of("APP-1", "At 100% good", AuditSeverity.ERROR, () -> AuditResult.fail("50% %s."))));
		fails(() -> AuditAssert.assertThat(percent).hasNoErrors(), "50% %s.");
	}

	private static void fails(Runnable assertion, String... parts) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion::run).withMessageContainingAll(parts);
	}

}
