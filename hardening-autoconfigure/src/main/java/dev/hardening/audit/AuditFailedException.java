package dev.hardening.audit;

import java.util.List;
import java.util.stream.Collectors;

import dev.hardening.audit.AuditProperties.FailOn;

/**
 * Stops the start because of what the audit found.
 */
class AuditFailedException extends RuntimeException {

	private final FailOn failOn;

	AuditFailedException(FailOn failOn, List<AuditFinding> findings) {
		super("%d finding(s) of the audit:%n%n%s".formatted(findings.size(),
				findings.stream().map(AuditFailedException::text).collect(Collectors.joining("%n".formatted()))));
		this.failOn = failOn;
	}

	FailOn failOn() {
		return this.failOn;
	}

	private static String text(AuditFinding finding) {
		AuditCheck check = finding.check();
		AuditResult result = finding.result();
		String fix = (result.property() != null) ? "%n        Set: %s".formatted(result.property()) : "";
		return "    %s %s. %s%s".formatted(check.id(), check.title(), result.evidence(), fix);
	}

}
