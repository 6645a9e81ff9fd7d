package dev.hardening.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A report as JSON: maps and lists.
 */
final class AuditJson {

	private AuditJson() {
	}

	static Map<String, Object> of(AuditReport report, List<AuditQuestion> questions) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("score", report.score());
		body.put("duration_ms", report.took().toMillis());
		Map<String, Object> summary = new LinkedHashMap<>();
		for (AuditStatus status : AuditStatus.values()) {
			summary.put(lower(status), report.count(status));
		}
		body.put("summary", summary);
		body.put("checks", report.findings().stream().map(AuditJson::check).toList());
		body.put("questions", questions.stream().map(AuditJson::question).toList());
		return body;
	}

	private static Map<String, Object> check(AuditFinding finding) {
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

	private static Map<String, Object> question(AuditQuestion question) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("id", question.id());
		body.put("question", question.text());
		body.put("document", question.document());
		body.put("reference", question.reference());
		return body;
	}

	static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
