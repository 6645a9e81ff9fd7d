package dev.hardening.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.json.JsonWriter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AuditSarif} against the schema of SARIF 2.1.0. The log of the command
 * is held against it by {@link AuditCommandTests}.
 */
class AuditSarifTests {

	private static final AuditReport REPORT = report();

	@Test
	void logOfEveryOutcomeKeepsToTheSchema() {
		assertThat(SarifSchema.errors(log())).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"version":"2.1.0"    | "version":"2.0.0"
			"level":"error"      | "level":"fatal"
			"kind":"pass"        | "kind":"passed"
			"ruleIndex":0        | "ruleIndex":-7
			"name":              | "named":
			"message":           | "massage":
			"kind":"external"    | "sort":"external"
			"startLine":1        | "startLine":0
			"$schema":"https:    | "$schema":"ht tps:
			""")
	void logThatIsWrongIsNoticed(String right, String wrong) {
		assertThat(log()).contains(right);
		assertThat(SarifSchema.errors(log().replace(right, wrong))).isNotEmpty();
	}

	/**
	 * SARIF 2.1.0, 3.27.9 and 3.27.10: what has a kind other than fail has the level
	 * none.
	 */
	@Test
	void resultsHaveTheKindAndLevelOfTheirFindings() {
		assertThat(log()).contains("\"ruleId\":\"ERROR-FAIL\"").contains("\"score\":" + REPORT.score());
		assertThat(outcome("ERROR-FAIL")).contains("\"kind\":\"fail\",\"level\":\"error\"");
		assertThat(outcome("ERROR-WARN")).contains("\"kind\":\"fail\",\"level\":\"warning\"");
		assertThat(outcome("INFO-FAIL")).contains("\"kind\":\"fail\",\"level\":\"note\"");
		assertThat(outcome("ERROR-PASS")).contains("\"kind\":\"pass\",\"level\":\"none\"");
		assertThat(outcome("WARNING-SKIPPED")).contains("\"kind\":\"notApplicable\",\"level\":\"none\"");
		assertThat(outcome("WARNING-IGNORED")).contains("\"kind\":\"fail\",\"level\":\"warning\"")
			.contains("\"suppressions\":[{");
	}

	private static String outcome(String id) {
		String log = log();
		int begin = log.indexOf("\"ruleId\":\"" + id + "\"");
		assertThat(begin).as(id).isPositive();
		int end = log.indexOf("\"ruleId\":", begin + 1);
		return (end > 0) ? log.substring(begin, end) : log.substring(begin);
	}

	private static String log() {
		return JsonWriter.standard().write(AuditSarif.of(REPORT)).toJsonString();
	}

	private static AuditReport report() {
		List<AuditFinding> findings = new ArrayList<>();
		for (AuditSeverity severity : AuditSeverity.values()) {
			for (AuditStatus status : AuditStatus.values()) {
				AuditResult result = new AuditResult(status, "Seen: \"quotes\",\n\ttabs, \u0001 and \u2603.",
						"some.key: [\"value\"]", "ASVS 5.0 1.2.3");
				AuditCheck check = AuditCheck.of(severity + "-" + status, "It is \\ good", severity, () -> result);
				findings.add(new AuditFinding(
						(status == AuditStatus.PASS) ? check
								: check.because("Why not.").mendedBy("some.key: value").demandedBy("ASVS 5.0 1.2.3"),
						result));
			}
		}
		return new AuditReport(findings, Duration.ofMillis(1));
	}

}
