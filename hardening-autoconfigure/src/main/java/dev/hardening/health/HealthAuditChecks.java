package dev.hardening.health;

import java.util.List;
import java.util.Set;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Checks about whether the probes say what they should.
 */
class HealthAuditChecks implements AuditChecks {

	private final Environment environment;

	private final HealthProperties properties;

	HealthAuditChecks(Environment environment, HealthProperties properties) {
		this.environment = environment;
		this.properties = properties;
	}

	@Override
	public List<AuditCheck> checks() {
		return List.of(
				AuditCheck
					.of("HRD-OPS-005", "No other system can fail the liveness probe", AuditSeverity.ERROR,
							this::liveness)
					.because("An outage of another system restarts what is not broken.")
					.mendedBy("management.endpoint.health.group.liveness.include: livenessState")
					.demandedBy(Checklist.CONFIGURATION.part("Health Checks")),
				AuditCheck
					.of("HRD-OPS-006", "Memory counts as exhausted before it is", AuditSeverity.WARNING, this::memory)
					.because("A probe that fails when memory is gone fails too late.")
					.mendedBy("hardening.health.memory-threshold: 0.9")
					.demandedBy(Checklist.GUIDE.part("4.4")));
	}

	private AuditResult liveness() {
		List<String> members = Binder.get(this.environment)
			.bind("management.endpoint.health.group.liveness.include", Bindable.listOf(String.class))
			.orElseGet(List::of)
			.stream()
			.filter((name) -> !Set.of("livenessState", "ping").contains(name))
			.toList();
		return AuditResult
			.passIf(members.isEmpty(),
					members.isEmpty() ? "Only the application itself can."
							: "The group contains %s: an outage there restarts what is not broken."
								.formatted(String.join(", ", members)))
			.withProperty("management.endpoint.health.group.liveness.include: livenessState");
	}

	private AuditResult memory() {
		double threshold = this.properties.memoryThreshold();
		return AuditResult.passIf(threshold <= 0.95, "The threshold is %s.".formatted(threshold))
			.withProperty("hardening.health.memory-threshold: 0.9");
	}

}
