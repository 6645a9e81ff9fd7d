package dev.hardening.health;

import java.time.Duration;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditStatus;
import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HealthAuditChecks}.
 */
class HealthAuditChecksTests {

	private static final String LIVENESS = "management.endpoint.health.group.liveness.include";

	@Test
	void checksWhenOurDefaultsApplyPass() {
		assertThat(new HealthAuditChecks(new MockEnvironment(), properties(0.9)).checks()).hasSize(2)
			.allSatisfy((check) -> assertThat(check.run().status()).isEqualTo(AuditStatus.PASS));
	}

	@Test
	void livenessWhenAnotherSystemCanFailItFailsAndSaysWhatToSet() {
		AuditCheck check = check(new MockEnvironment().withProperty(LIVENESS, "livenessState,db"), 0.9, "HRD-OPS-005");
		assertThat(check.run().status()).isEqualTo(AuditStatus.FAIL);
		assertThat(check.run().property()).isEqualTo(LIVENESS + ": livenessState");
	}

	@Test
	void memoryWhenThresholdIsTooLateFails() {
		AuditCheck check = check(new MockEnvironment(), 1.0, "HRD-OPS-006");
		assertThat(check.run().status()).isEqualTo(AuditStatus.FAIL);
	}

	private AuditCheck check(MockEnvironment environment, double threshold, String id) {
		return new HealthAuditChecks(environment, properties(threshold)).checks()
			.stream()
			.filter((check) -> check.id().equals(id))
			.findFirst()
			.orElseThrow();
	}

	private HealthProperties properties(double threshold) {
		return new HealthProperties(true, "/health", "/ready", "/live", threshold, ShowChecks.ALWAYS,
				Duration.ofSeconds(1), Duration.ofMillis(500));
	}

}
