package dev.hardening.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.hardening.audit.Audit;
import dev.hardening.audit.AuditAssert;
import dev.hardening.audit.AuditReport;
import dev.hardening.test.DocumentedScore;
import dev.hardening.test.RealPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The studio as it is staged. A change that loosens it fails here, and not at the next
 * start in production.
 */
class AuditTests {

	private static RealPostgres postgres;

	private static ConfigurableApplicationContext studio;

	private static Audit audit;

	@BeforeAll
	static void start() {
		postgres = RealPostgres.start();
		String place = postgres.jdbcUrl().substring("jdbc:postgresql://".length());
		studio = new SpringApplicationBuilder(SampleApplication.class)
			.properties("ENV=staging", "SECRET_KEY=kT8vQ2nB5xZ1rL9wY4mC7pD3sF6gH0jA",
					"SIGNED_URL_SECRET=Zx7cV4bN1mQ8wE5rT2yU9iO6pA3sD0fG", "ALLOWED_HOSTS=studio.example.com",
					"PRODUCTION_CORS_ORIGINS=https://studio.example.com",
					"DATABASE_URL=postgresql://%s:%s@%s".formatted(postgres.username(), postgres.password(), place))
			.run("--server.port=0", "--hardening.database.migrations=apply");
		audit = studio.getBean(Audit.class);
	}

	@AfterAll
	static void stop() {
		if (studio != null) {
			studio.close();
		}
		postgres.close();
		// Boot leaves it set for the next application of the process.
		System.clearProperty("CONSOLE_LOG_PATTERN");
	}

	@Test
	void studioHasNoErrors() {
		AuditAssert.assertThat(audit).hasNoErrors().ignoresNothing().hasScoreOfAtLeast(80);
	}

	/**
	 * Without the settings of the studio, and with the controls of the starter off.
	 */
	@Test
	void studioOnTheDefaultsOfBootShowsWhatItLacks() {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--hardening.environment=staging",
				"--spring.config.location=optional:file:./no-settings/", "--hardening.api-keys.enabled=true",
				"--hardening.jwt.secret=kT8vQ2nB5xZ1rL9wY4mC7pD3sF6gH0jA",
				"--hardening.signed-urls.secret=Zx7cV4bN1mQ8wE5rT2yU9iO6pA3sD0fG",
				"--spring.datasource.url=" + postgres.jdbcUrl(), "--spring.datasource.username=" + postgres.username(),
				"--spring.datasource.password=" + postgres.password()));
		Stream
			.of("rate-limit", "lockout", "headers", "cors", "requests", "health", "metrics", "shutdown", "database",
					"logging.access-log")
			.map("--hardening.%s.enabled=false"::formatted)
			.forEach(arguments::add);
		try (ConfigurableApplicationContext bare = new SpringApplicationBuilder(SampleApplication.class)
			.run(arguments.toArray(String[]::new))) {
			AuditReport report = bare.getBean(Audit.class).run();
			assertThat(report.attention()).filteredOn((finding) -> !finding.group().equals("HRD-SYS"))
				.extracting((finding) -> finding.check().id())
				.containsExactlyInAnyOrder("HRD-BAK-001", "HRD-HDR-001", "HRD-HDR-002", "HRD-HDR-004", "HRD-HDR-013",
						"HRD-HOST-001", "HRD-HOST-002", "HRD-JWT-004", "HRD-LCK-001", "HRD-LOG-002", "HRD-OPS-007",
						"HRD-OPS-202", "HRD-OPS-203", "HRD-REQ-001", "HRD-REQ-002", "HRD-REQ-003", "HRD-REQ-004",
						"HRD-REQ-005", "HRD-RL-001", "HRD-RL-011", "HRD-SCR-002", "HRD-SCR-005", "HRD-SNT-001");
			assertThat(report.score()).isEqualTo(DocumentedScore.of(report)).isLessThan(audit.run().score() - 10);
		}
	}

	@Test
	void studioLimitsWhatCanBeGuessedOrFlooded() {
		AuditAssert.assertThat(audit)
			.passes("HRD-RL-001", "HRD-RL-003", "HRD-RL-004", "HRD-RL-005", "HRD-RL-006", "HRD-RL-007", "HRD-LCK-001",
					"HRD-LCK-002", "HRD-LCK-003", "HRD-REQ-001", "HRD-REQ-004");
	}

	@Test
	void studioOpensNothingByAccident() {
		AuditAssert.assertThat(audit)
			.passes("HRD-SEC-001", "HRD-SEC-002", "HRD-SEC-003", "HRD-SEC-008", "HRD-SEC-011", "HRD-SEC-012",
					"HRD-CORS-002", "HRD-HDR-001", "HRD-HDR-002", "HRD-HDR-003", "HRD-VAL-002", "HRD-VAL-003",
					"HRD-VAL-005", "HRD-UPL-001", "HRD-OPS-001", "HRD-OPS-004", "HRD-SCR-001");
	}

}
