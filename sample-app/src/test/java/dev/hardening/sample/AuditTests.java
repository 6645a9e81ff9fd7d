package dev.hardening.sample;

import dev.hardening.audit.Audit;
import dev.hardening.audit.AuditAssert;
import dev.hardening.test.RealPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

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
			.run("--server.port=0");
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

	@Test
	void studioLimitsWhatCanBeGuessedOrFlooded() {
		AuditAssert.assertThat(audit)
			.passes("HRD-RL-001", "HRD-RL-003", "HRD-RL-004", "HRD-RL-005", "HRD-RL-006", "HRD-RL-007", "HRD-LCK-001",
					"HRD-LCK-002", "HRD-LCK-003", "HRD-REQ-001", "HRD-REQ-004");
	}

	@Test
	void studioOpensNothingByAccident() {
		AuditAssert.assertThat(audit)
			.passes("HRD-SEC-001", "HRD-SEC-002", "HRD-SEC-003", "HRD-SEC-008", "HRD-SEC-011", "HRD-CORS-002",
					"HRD-HDR-001", "HRD-HDR-002", "HRD-HDR-003", "HRD-VAL-002", "HRD-VAL-003", "HRD-UPL-001",
					"HRD-OPS-001", "HRD-OPS-004", "HRD-SCR-001");
	}

}
