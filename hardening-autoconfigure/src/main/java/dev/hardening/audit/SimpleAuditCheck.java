package dev.hardening.audit;

import java.util.function.Supplier;

/**
 * A check made of its parts.
 */
record SimpleAuditCheck(String id, String title, AuditSeverity severity,
		Supplier<AuditResult> look) implements AuditCheck {

	@Override
	public AuditResult run() {
		return this.look.get();
	}

}
