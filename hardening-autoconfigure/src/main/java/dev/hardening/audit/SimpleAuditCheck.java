package dev.hardening.audit;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A check made of its parts, which completes what it saw with what it knows of itself.
 */
record SimpleAuditCheck(String id, String title, AuditSeverity severity, String why, @Nullable String property,
		List<String> references, Supplier<AuditResult> look) implements AuditCheck {

	SimpleAuditCheck {
		references = List.copyOf(references);
	}

	@Override
	public AuditResult run() {
		AuditResult result = this.look.get();
		if (result.property() == null && this.property != null) {
			result = result.withProperty(this.property);
		}
		if (!this.references.isEmpty()) {
			result = result.withReference(String.join("; ", this.references));
		}
		return result;
	}

}
