package dev.hardening.audit;

import java.util.Arrays;
import java.util.List;

import dev.hardening.audit.AuditedApplication.Careless;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a log says of a careless application once it has started.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupSummaryTests {

	private static final String CANARY = "c4n4ryQ7Jv0wzT5mYb3nRk7uXs2dLf9h";

	private static final String[] CARELESS = { "--hardening.jwt.secret=" + CANARY,
			"--hardening.jwt.access-token-ttl=24h", "--hardening.cors.allowed-origins=" + origins(),
			"--hardening.cors.allow-credentials=true", "--hardening.signed-urls.secret=" + CANARY,
			"--hardening.requests.max-body-size=500MB", "--hardening.headers.set.Referrer-Policy=unsafe-url",
			"--hardening.client-ip.trusted-proxies=0.0.0.0/0", "--management.endpoints.web.exposure.include=*",
			"--server.shutdown=immediate", "--hardening.metrics.access=permit-all",
			"--spring.datasource.password=" + CANARY };

	@ParameterizedTest
	@ValueSource(strings = { "console", "json" })
	void everyFindingIsThereAndHowToMendIt(String format, CapturedOutput output) {
		try (AuditedApplication application = start("--hardening.logging.format=" + format)) {
			List<String> summary = summary(format, output);
			List<AuditFinding> findings = application.context()
				.getBean(Audit.class)
				.latest(StartupSummary.START)
				.attention();
			assertThat(findings).hasSizeGreaterThan(10);
			for (AuditFinding finding : findings) {
				AuditResult result = finding.result();
				String line = "  %-4s %s %s. %s".formatted(result.status(), finding.check().id(),
						finding.check().title(), result.evidence());
				assertThat(summary).contains((result.property() != null) ? line + " Set: " + result.property() : line);
			}
			assertThat(summary).anyMatch((line) -> line.endsWith("Set: hardening.cors.allow-credentials: false"))
				.anyMatch((line) -> line.contains("HRD-OPS-001") && line.contains("Exposed: *") && line
					.endsWith("Set: management.endpoints.web.exposure.include: health,info,hardening,prometheus"));
		}
		assertThat(output.getAll()).doesNotContain(CANARY);
	}

	@Test
	void summaryTellsWhatRunsAndWhere(CapturedOutput output) {
		try (AuditedApplication application = start("--hardening.logging.format=console")) {
			String port = application.context().getEnvironment().getRequiredProperty("local.server.port");
			assertThat(summary("console", output)).anyMatch((line) -> line.matches("  version: +\\S.*"))
				.anyMatch((line) -> line.matches("  environment: +production"))
				.anyMatch((line) -> line.matches("  profiles: +careless"))
				.anyMatch((line) -> line.matches("  ports: +" + port))
				.anyMatch((line) -> line.matches("  controls: .*\\bcors\\b.*\\bheaders\\b.*\\bratelimit\\b.*"))
				.anyMatch((line) -> line.matches("  audit: +[0-9]+ of 100, [0-9]+ checks in [0-9]+ ms"))
				.anyMatch((line) -> line.contains("jdbc:h2:mem:"));
		}
	}

	private static AuditedApplication start(String format) {
		String[] arguments = Arrays.copyOf(CARELESS, CARELESS.length + 1);
		arguments[CARELESS.length] = format;
		return AuditedApplication.start(Careless.class, "careless", arguments);
	}

	private static List<String> summary(String format, CapturedOutput output) {
		if (format.equals("json")) {
			return output.getOut()
				.lines()
				.filter((line) -> line.contains("Hardening summary"))
				.map((line) -> JsonMapper.shared().readTree(line))
				.map((JsonNode line) -> line.path("message").asString().lines().toList())
				.findFirst()
				.orElseThrow();
		}
		return output.getOut().lines().dropWhile((line) -> !line.contains("Hardening summary")).toList();
	}

	private static String origins() {
		StringBuilder origins = new StringBuilder("https://app.example.com");
		for (int i = 0; i < 21; i++) {
			origins.append(",https://").append(i).append(".example.com");
		}
		return origins.toString();
	}

}
