package dev.hardening.audit;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.hardening.audit.AuditProperties.FailOn;

/**
 * Stops the start because of what the audit found.
 */
class AuditFailedException extends RuntimeException {

	AuditFailedException(FailOn failOn, List<AuditFinding> findings) {
		super("%s is '%s' and the audit has %d finding(s):%n%n%s".formatted(AuditProperties.FAIL_ON,
				failOn.name().toLowerCase(Locale.ROOT), findings.size(),
				findings.stream().map(AuditFailedException::text).collect(Collectors.joining("%n".formatted()))));
	}

	private static String text(AuditFinding finding) {
		AuditCheck check = finding.check();
		AuditResult result = finding.result();
		String fix = (result.property() != null) ? "%n        Set: %s".formatted(result.property()) : "";
		return "    %s %s. %s%s".formatted(check.id(), check.title(), result.evidence(), fix);
	}

}
