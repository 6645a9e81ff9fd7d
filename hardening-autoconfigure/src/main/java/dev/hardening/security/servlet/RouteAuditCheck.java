package dev.hardening.security.servlet;

import java.util.List;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;

/**
 * Whether each rule protects, or opens, something that is there.
 */
final class RouteAuditCheck implements AuditChecks {

	private final RouteReport report;

	RouteAuditCheck(RouteReport report) {
		this.report = report;
	}

	@Override
	public List<AuditCheck> checks() {
		return List.of(AuditCheck.of("HRD-SEC-012", "Each rule covers a route", AuditSeverity.WARNING, this::unmatched)
			.because("A rule with a mistyped path protects nothing, and what it was meant for has another rule.")
			.mendedBy("hardening.security.rules: paths that exist")
			.demandedBy("ASVS 5.0 8.2.1", Checklist.STORY.part("1")));
	}

	private AuditResult unmatched() {
		MappedRoutes routes = this.report.routes();
		if (!routes.isComplete()) {
			return AuditResult.skipped("The routes of the application cannot all be told.");
		}
		List<String> unmatched = this.report.unmatched(routes)
			.stream()
			.map((rule) -> "%s of %s".formatted(rule.pattern(), rule.origin()))
			.toList();
		return AuditResult.passIfNone(unmatched, "Each does.", "These match none: ");
	}

}
