package dev.hardening.audit;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.hardening.test.DocumentedScore;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the audit says of an application for which nobody has configured anything, and of
 * one for which everything of the starter is off.
 */
class BareApplicationTests {

	@Test
	void applicationWhenNothingIsSetLacksOnlyWhatNobodyElseCanKnow() {
		AuditReport report = report();
		assertThat(findings(report)).containsExactly("HRD-DB-001", "HRD-HOST-001", "HRD-HOST-002", "HRD-OPS-102",
				"HRD-RL-011", "HRD-SEC-007", "HRD-SNT-001");
		assertThat(report.score()).isGreaterThanOrEqualTo(90).isEqualTo(DocumentedScore.of(report));
	}

	@Test
	void applicationWhenTheStarterIsOffLacksWhatItBrings() {
		AuditReport report = report(Stream
			.of("rate-limit", "lockout", "headers", "cors", "requests", "health", "metrics", "shutdown", "database")
			.map("--hardening.%s.enabled=false"::formatted)
			.toArray(String[]::new));
		assertThat(findings(report)).containsExactly("HRD-HDR-001", "HRD-HDR-002", "HRD-HDR-004", "HRD-HDR-013",
				"HRD-HOST-001", "HRD-HOST-002", "HRD-LCK-001", "HRD-OPS-007", "HRD-OPS-202", "HRD-OPS-203",
				"HRD-REQ-001", "HRD-REQ-002", "HRD-REQ-003", "HRD-REQ-004", "HRD-REQ-005", "HRD-RL-001", "HRD-RL-011",
				"HRD-SEC-007", "HRD-SNT-001");
		assertThat(report.score()).isLessThan(80).isEqualTo(DocumentedScore.of(report));
	}

	private static AuditReport report(String... arguments) {
		try (AuditedApplication application = AuditedApplication.start(Bare.class, "", arguments)) {
			List<AuditFinding> findings = application.context()
				.getBean(Audit.class)
				.run()
				.findings()
				.stream()
				// What is of the machine that runs the test is left out.
				.filter((finding) -> !finding.group().equals("HRD-SYS"))
				.toList();
			return new AuditReport(findings, Duration.ZERO);
		}
	}

	private static List<String> findings(AuditReport report) {
		return report.findings()
			.stream()
			.filter(AuditFinding::needsAttention)
			.map((finding) -> finding.check().id())
			.toList();
	}

	/**
	 * One route, and nothing else.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	@RestController
	static class Bare {

		@GetMapping("/hello")
		String hello() {
			return "Hello";
		}

	}

}
