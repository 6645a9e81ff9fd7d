package dev.hardening.audit;

import java.util.List;

import dev.hardening.audit.AuditProperties.FailOn;
import dev.hardening.environment.DeploymentEnvironment;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;

/**
 * Stops a start in production, before the server takes requests, because of what the
 * audit found.
 */
class AuditGate implements SmartInitializingSingleton {

	private final Audit audit;

	private final FailOn failOn;

	private final boolean production;

	AuditGate(Audit audit, FailOn failOn, Environment environment) {
		this.audit = audit;
		this.failOn = failOn;
		this.production = DeploymentEnvironment.of(environment) == DeploymentEnvironment.PRODUCTION;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!this.production || this.failOn == FailOn.NEVER) {
			return;
		}
		List<AuditFinding> stopping = this.audit.latest(StartupSummary.START).stopping(this.failOn);
		if (!stopping.isEmpty()) {
			throw new AuditFailedException(this.failOn, stopping);
		}
	}

}
