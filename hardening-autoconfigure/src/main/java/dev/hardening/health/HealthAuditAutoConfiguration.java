package dev.hardening.health;

import java.util.List;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.annotation.Bean;

/**
 * Checks whether there are probes, also where they are off.
 */
@AutoConfiguration(after = HealthAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnClass(HealthContributorRegistry.class)
public final class HealthAuditAutoConfiguration {

	@Bean
	AuditCheck probesAuditCheck(ObjectProvider<Probes> probes, ObjectProvider<HealthProperties> properties) {
		return AuditCheck
			.of("HRD-OPS-007", "Load balancers can ask whether it is well", AuditSeverity.WARNING,
					() -> probes(probes.getIfAvailable(), properties.getIfAvailable()))
			.because("A broken instance keeps its share of the requests.")
			.mendedBy("hardening.health.enabled: true, with spring-boot-starter-actuator")
			.demandedBy(Checklist.GUIDE.part("4.4"), Checklist.CONFIGURATION.part("Health Checks"),
					Checklist.CONFIGURATION.part("Before Deployment"));
	}

	private static AuditResult probes(@Nullable Probes probes, @Nullable HealthProperties properties) {
		if (probes == null || properties == null) {
			return AuditResult.fail("There are no probes.");
		}
		return AuditResult.pass("They are %s.".formatted(
				String.join(", ", List.of(properties.healthPath(), properties.readyPath(), properties.livePath()))));
	}

}
