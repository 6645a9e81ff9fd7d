package dev.hardening.audit;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the audit learns when secrets were last replaced, where no file tells it.
 */
class SecretAgeTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AuditAutoConfiguration.class))
		.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME))
		.withPropertyValues("hardening.environment=staging");

	@Test
	void ageWhenNothingTellsItIsSkippedWithWhatWould() {
		assertThat(age(this.runner).status()).isEqualTo(AuditStatus.SKIPPED);
		assertThat(age(this.runner).evidence()).contains("hardening.secrets.rotated-on");
	}

	@Test
	void ageWhenTheDayIsWrittenDownIsThat() {
		assertThat(age(on(LocalDate.now().minusDays(300))).status()).isEqualTo(AuditStatus.PASS);
		AuditResult old = age(on(LocalDate.now().minusDays(400)));
		assertThat(old.status()).isEqualTo(AuditStatus.WARN);
		assertThat(old.evidence()).contains("hardening.secrets.rotated-on");
	}

	private ApplicationContextRunner on(LocalDate day) {
		return this.runner.withPropertyValues("hardening.secrets.rotated-on=" + day);
	}

	private static AuditResult age(ApplicationContextRunner runner) {
		AuditResult[] result = new AuditResult[1];
		runner.run((context) -> result[0] = context.getBean(Audit.class)
			.run()
			.findings()
			.stream()
			.filter((finding) -> finding.check().id().equals("HRD-SCR-006"))
			.findFirst()
			.orElseThrow()
			.result());
		return result[0];
	}

}
