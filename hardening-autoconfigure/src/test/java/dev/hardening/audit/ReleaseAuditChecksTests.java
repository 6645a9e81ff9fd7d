package dev.hardening.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import dev.hardening.audit.ReleaseAuditChecks.Releases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootVersion;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReleaseAuditChecks}.
 */
class ReleaseAuditChecksTests {

	private static final Instant BUILT = Instant.parse("2026-11-01T00:00:00Z");

	@ParameterizedTest
	@CsvSource({ "17, PASS", "21, PASS", "25, PASS", "24, FAIL", "99, SKIPPED" })
	void javaWhenSupportedForLongPasses(int java, AuditStatus expected) {
		assertThat(status("HRD-SYS-007", new Releases(java, "4.1.1", BUILT), "2026-11-21")).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "4.1.1, 2027-06-30, PASS", "4.1.1, 2027-07-01, FAIL", "3.5.9, 2026-11-21, FAIL",
			"9.9.9, 2026-11-21, SKIPPED" })
	void bootWhenItsSupportIsOverFails(String boot, String today, AuditStatus expected) {
		assertThat(status("HRD-SYS-008", new Releases(17, boot, BUILT), today)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-21, PASS", "2027-01-30, PASS", "2027-02-01, WARN" })
	void buildWhenOldWarns(String today, AuditStatus expected) {
		assertThat(status("HRD-SYS-009", new Releases(17, "4.1.1", BUILT), today)).isEqualTo(expected);
	}

	@Test
	void buildWhenItLeftNoTimeIsSkipped() {
		assertThat(status("HRD-SYS-009", Releases.current(null), "2026-11-21")).isEqualTo(AuditStatus.SKIPPED);
	}

	@Test
	void buildWhenReproducibleIsAsOldAsTheArchive(@TempDir Path directory) throws IOException {
		Path archive = Files.writeString(directory.resolve("app.jar"), "");
		Instant written = BUILT.plus(Duration.ofDays(9));
		Files.setLastModifiedTime(archive, FileTime.from(written));
		assertThat(Releases.youngest(BUILT, archive)).isEqualTo(written);
		assertThat(Releases.youngest(written.plusSeconds(1), archive)).isEqualTo(written.plusSeconds(1));
		assertThat(Releases.youngest(null, archive)).isNull();
		assertThat(Releases.youngest(BUILT, directory)).isEqualTo(BUILT);
	}

	@Test
	void tableWhenBootIsUpgradedKnowsIt() {
		String version = SpringBootVersion.getVersion();
		assertThat(ReleaseAuditChecks.BOOT).containsKey(version.substring(0, version.lastIndexOf('.')));
	}

	private static AuditStatus status(String id, Releases releases, String today) {
		Clock clock = Clock.fixed(Instant.parse(today + "T12:00:00Z"), ZoneOffset.UTC);
		return new ReleaseAuditChecks(new MockEnvironment(), releases, clock).checks()
			.stream()
			.filter((check) -> check.id().equals(id))
			.findFirst()
			.orElseThrow()
			.run()
			.status();
	}

}
