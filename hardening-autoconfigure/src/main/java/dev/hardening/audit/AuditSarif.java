package dev.hardening.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report in the Static Analysis Results Interchange Format, version 2.1.0, of OASIS.
 */
final class AuditSarif {

	private static final String SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

	private AuditSarif() {
	}

	static Map<String, Object> of(AuditReport report) {
		List<Object> rules = new ArrayList<>();
		List<Object> results = new ArrayList<>();
		for (AuditFinding finding : report.findings()) {
			results.add(result(finding, rules.size()));
			rules.add(rule(finding.check()));
		}
		Map<String, Object> driver = new LinkedHashMap<>();
		driver.put("name", "hardening-audit");
		driver.put("rules", rules);
		Map<String, Object> run = new LinkedHashMap<>();
		run.put("tool", Map.of("driver", driver));
		run.put("results", results);
		run.put("properties", Map.of("score", report.score()));
		Map<String, Object> log = new LinkedHashMap<>();
		log.put("$schema", SCHEMA);
		log.put("version", "2.1.0");
		log.put("runs", List.of(run));
		return log;
	}

	private static Map<String, Object> rule(AuditCheck check) {
		Map<String, Object> rule = new LinkedHashMap<>();
		rule.put("id", check.id());
		rule.put("shortDescription", text(check.title()));
		if (!check.why().isEmpty()) {
			rule.put("fullDescription", text(check.why()));
		}
		if (check.property() != null) {
			rule.put("help", text("Set: " + check.property()));
		}
		rule.put("defaultConfiguration", Map.of("level", level(check.severity())));
		rule.put("properties", Map.of("tags", check.references()));
		return rule;
	}

	private static Map<String, Object> result(AuditFinding finding, int rule) {
		AuditResult seen = finding.result();
		boolean bad = seen.status() == AuditStatus.FAIL || seen.status() == AuditStatus.WARN
				|| seen.status() == AuditStatus.IGNORED;
		Map<String, Object> result = new LinkedHashMap<>();
		result.put("ruleId", finding.check().id());
		result.put("ruleIndex", rule);
		result.put("kind", bad ? "fail" : (seen.status() == AuditStatus.PASS) ? "pass" : "notApplicable");
		result.put("level", bad ? level(finding) : "none");
		String fix = (seen.property() != null) ? " Set: " + seen.property() : "";
		result.put("message", text("%s: %s%s".formatted(finding.check().title(), seen.evidence(), fix)));
		// Platforms show nothing that has no place.
		result.put("locations", List.of(Map.of("physicalLocation", Map.of("artifactLocation",
				Map.of("uri", "src/main/resources/application.yml"), "region", Map.of("startLine", 1)))));
		if (seen.status() == AuditStatus.IGNORED) {
			result.put("suppressions", List.of(Map.of("kind", "external", "justification", seen.evidence())));
		}
		return result;
	}

	private static Map<String, Object> text(String text) {
		return Map.of("text", text);
	}

	private static String level(AuditFinding finding) {
		boolean warning = finding.result().status() == AuditStatus.WARN;
		return (warning && finding.check().severity() == AuditSeverity.ERROR) ? "warning"
				: level(finding.check().severity());
	}

	private static String level(AuditSeverity severity) {
		return switch (severity) {
			case ERROR -> "error";
			case WARNING -> "warning";
			case INFO -> "note";
		};
	}

}
