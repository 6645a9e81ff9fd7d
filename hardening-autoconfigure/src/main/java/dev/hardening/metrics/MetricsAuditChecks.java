package dev.hardening.metrics;

import java.util.List;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;

/**
 * Checks about the metrics.
 */
class MetricsAuditChecks implements AuditChecks {

	private final MetricsProperties properties;

	MetricsAuditChecks(MetricsProperties properties) {
		this.properties = properties;
	}

	@Override
	public List<AuditCheck> checks() {
		return List
			.of(AuditCheck.of("HRD-OPS-201", "Metrics are not open to everyone", AuditSeverity.WARNING, this::access)
				.because("Metrics name routes, versions and load.")
				.mendedBy("hardening.metrics.access: hasScope('actuator')")
				.demandedBy("ASVS 5.0 13.4.5", Checklist.INTEGRATION.part("Phase 7")));
	}

	private AuditResult access() {
		boolean open = this.properties.access().trim().equals("permit-all");
		return AuditResult
			.passIf(!open, open ? "Everyone reads %s.".formatted(this.properties.path()) : "They ask for authority.")
			.withProperty("hardening.metrics.access: hasScope('actuator')")
			.withReference("ASVS 5.0 13.4.5");
	}

}
