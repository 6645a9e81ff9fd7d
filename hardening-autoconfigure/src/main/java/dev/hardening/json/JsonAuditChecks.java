package dev.hardening.json;

import java.util.List;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;

import org.springframework.core.env.Environment;

/**
 * Whether JSON is read strictly. Asks for Boot's own keys, which a user may have set.
 */
class JsonAuditChecks implements AuditChecks {

	private static final String UNKNOWN = "spring.jackson.deserialization.fail-on-unknown-properties";

	private static final String CONSTRAINTS = "spring.jackson.factory.constraints.read.";

	private static final int DEEPEST = 1000;

	private static final int LONGEST = 20 * 1024 * 1024;

	private final Environment environment;

	JsonAuditChecks(Environment environment) {
		this.environment = environment;
	}

	@Override
	public List<AuditCheck> checks() {
		return List.of(
				AuditCheck
					.of("HRD-JSON-001", "Unknown members of JSON are refused", AuditSeverity.WARNING, this::strict)
					.because("A member that is ignored today may be bound tomorrow, and typing errors go unseen.")
					.mendedBy("hardening.json.reject-unknown-properties: true")
					.demandedBy("ASVS 5.0 15.3.3", Checklist.GUIDE.part("6.1")),
				AuditCheck
					.of("HRD-JSON-002", "JSON is bounded in depth and length", AuditSeverity.WARNING, this::bounded)
					.because("Deep nesting exhausts the stack, long strings the memory.")
					.mendedBy("hardening.json.max-depth: 100, hardening.json.max-string-length: 1MB")
					.demandedBy("ASVS 5.0 1.5.2", Checklist.INTEGRATION.part("Phase 1")));
	}

	private AuditResult strict() {
		boolean strict = this.environment.getProperty(UNKNOWN, Boolean.class, false);
		return AuditResult.passIf(strict, strict ? "They are." : "They are ignored.");
	}

	private AuditResult bounded() {
		int depth = this.environment.getProperty(CONSTRAINTS + "max-nesting-depth", Integer.class, 500);
		int length = this.environment.getProperty(CONSTRAINTS + "max-string-length", Integer.class, 100_000_000);
		return AuditResult.passIf(depth > 0 && depth <= DEEPEST && length > 0 && length <= LONGEST,
				"Nesting up to %d, strings up to %d characters.".formatted(depth, length));
	}

}
