package dev.hardening.shutdown;

import java.time.Duration;
import java.util.List;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;

import org.springframework.core.env.Environment;

/**
 * Checks about the shutdown.
 */
class ShutdownAuditChecks implements AuditChecks {

	private final Environment environment;

	private final ShutdownProperties properties;

	ShutdownAuditChecks(Environment environment, ShutdownProperties properties) {
		this.environment = environment;
		this.properties = properties;
	}

	@Override
	public List<AuditCheck> checks() {
		return List.of(
				AuditCheck
					.of("HRD-OPS-101", "Requests in flight finish when the application ends", AuditSeverity.WARNING,
							this::graceful)
					.because("Every deployment would break requests.")
					.mendedBy("server.shutdown: graceful")
					.demandedBy(Checklist.INTEGRATION.part("Phase 9")),
				AuditCheck.of("HRD-OPS-102", "Load balancers have time to look away", AuditSeverity.INFO, this::drained)
					.because("A balancer sends requests for some seconds more to an instance that is ending.")
					.mendedBy("hardening.shutdown.drain-delay: 5s")
					.demandedBy(Checklist.INTEGRATION.part("Phase 9"))
					.outsideDevelopment(this.environment));
	}

	private AuditResult graceful() {
		String shutdown = this.environment.getProperty("server.shutdown", "graceful");
		return AuditResult.passIf(!shutdown.equalsIgnoreCase("immediate"), "The shutdown is %s.".formatted(shutdown))
			.withProperty("server.shutdown: graceful");
	}

	private AuditResult drained() {
		Duration delay = this.properties.drainDelay();
		AuditResult result = delay.isZero()
				? AuditResult.warn("The server closes at once; requests that a balancer still sends are refused.")
				: AuditResult.pass("Requests are served for %d ms more.".formatted(delay.toMillis()));
		return result.withProperty("hardening.shutdown.drain-delay: 5s");
	}

}
