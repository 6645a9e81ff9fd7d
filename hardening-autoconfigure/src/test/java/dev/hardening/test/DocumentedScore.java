package dev.hardening.test;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.hardening.audit.AuditReport;
import tools.jackson.databind.JsonNode;

/**
 * The score of the audit, calculated from what {@code /actuator/hardening} says of each
 * check by the words of {@code docs/audit.md}, and not by the code of the audit.
 */
public final class DocumentedScore {

	private static final Map<String, Integer> WEIGHTS = Map.of("error", 10, "warning", 4, "info", 1);

	private static final Map<String, Double> SHARES = Map.of("pass", 1.0, "warn", 0.5, "fail", 0.0, "ignored", 0.0);

	private DocumentedScore() {
	}

	/**
	 * Calculate the score of some checks.
	 * @param checks the checks as the endpoint shows them
	 * @return the score from 0 to 100
	 */
	public static int of(Collection<JsonNode> checks) {
		return of(checks.stream()
			.map((check) -> List.of(check.get("severity").asString(), check.get("status").asString())));
	}

	/**
	 * Calculate the score of a report.
	 * @param report the report, of which only severities and outcomes are looked at
	 * @return the score from 0 to 100
	 */
	public static int of(AuditReport report) {
		return of(report.findings()
			.stream()
			.map((finding) -> List.of(lower(finding.check().severity()), lower(finding.result().status()))));
	}

	private static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	private static int of(Stream<List<String>> checks) {
		double weights = 0;
		double reached = 0;
		for (List<String> check : checks.toList()) {
			String status = check.get(1);
			if (!status.equals("skipped")) {
				int weight = WEIGHTS.get(check.get(0));
				weights += weight;
				reached += weight * SHARES.get(status);
			}
		}
		return (weights > 0) ? (int) Math.floor(100 * reached / weights) : 100;
	}

}
