package dev.hardening.actuator;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ActuatorAuditChecks}.
 */
class ActuatorAuditChecksTests {

	@Test
	void checksWhenOurDefaultsApplyPass() {
		MockEnvironment environment = new MockEnvironment();
		new ActuatorBootDefaults().contribute(environment,
				(key, value) -> environment.setProperty(key, value.toString()));
		assertThat(new ActuatorAuditChecks(environment).checks()).hasSize(4)
			.allSatisfy((check) -> assertThat(check.run().status()).isEqualTo(AuditStatus.PASS));
	}

	@ParameterizedTest
	@CsvSource({ "HRD-OPS-001, management.endpoints.web.exposure.include, *",
			"HRD-OPS-001, management.endpoints.web.exposure.include, 'health,env'",
			"HRD-OPS-001, management.endpoints.web.exposure.include[0], heapdump",
			"HRD-OPS-002, management.endpoint.env.show-values, always",
			"HRD-OPS-002, management.endpoint.configprops.show-values, ALWAYS",
			"HRD-OPS-003, management.endpoint.health.show-details, always",
			"HRD-OPS-004, spring.web.error.include-stacktrace, always",
			"HRD-OPS-004, spring.web.error.include-message, on-param",
			"HRD-OPS-004, spring.web.error.include-exception, true" })
	void checkWhenTheSettingGivesAwayFailsAndSaysWhatToSet(String id, String key, String value) {
		MockEnvironment environment = new MockEnvironment().withProperty(key, value);
		AuditCheck check = check(environment, id);
		assertThat(check.run().status()).isEqualTo(AuditStatus.FAIL);
		assertThat(check.run().property()).isNotNull();
	}

	@Test
	void exposureWhenExcludedPasses() {
		MockEnvironment environment = new MockEnvironment()
			.withProperty("management.endpoints.web.exposure.include", "env")
			.withProperty("management.endpoints.web.exposure.exclude", "env");
		assertThat(check(environment, "HRD-OPS-001").run().status()).isEqualTo(AuditStatus.PASS);
	}

	private AuditCheck check(MockEnvironment environment, String id) {
		return new ActuatorAuditChecks(environment).checks()
			.stream()
			.filter((check) -> check.id().equals(id))
			.findFirst()
			.orElseThrow();
	}

}
