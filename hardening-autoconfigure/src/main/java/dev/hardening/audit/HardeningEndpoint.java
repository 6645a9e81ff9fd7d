package dev.hardening.audit;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Shows the audit under {@code /actuator/hardening}.
 */
@Endpoint(id = "hardening")
class HardeningEndpoint {

	private final Audit audit;

	HardeningEndpoint(Audit audit) {
		this.audit = audit;
	}

	@ReadOperation
	Map<String, Object> report() {
		AuditReport report = this.audit.run();
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("score", report.score());
		body.put("checks", report.findings().stream().map(this::check).toList());
		return body;
	}

	private Map<String, Object> check(AuditFinding finding) {
		AuditCheck check = finding.check();
		AuditResult result = finding.result();
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("id", check.id());
		body.put("title", check.title());
		body.put("severity", lower(check.severity()));
		body.put("status", lower(result.status()));
		body.put("evidence", result.evidence());
		if (!check.why().isEmpty()) {
			body.put("why", check.why());
		}
		if (result.property() != null) {
			body.put("property", result.property());
		}
		if (result.reference() != null) {
			body.put("reference", result.reference());
		}
		return body;
	}

	private String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
