package dev.hardening.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BackupAuditCheck}.
 */
class BackupAuditCheckTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AuditAutoConfiguration.class))
		.withPropertyValues("hardening.environment=staging");

	@TempDir
	private Path directory;

	@Test
	void backupWhenNothingTellsIsSkippedWithWhatWould() {
		assertThat(result(this.runner).status()).isEqualTo(AuditStatus.SKIPPED);
		assertThat(result(this.runner).evidence()).contains("LastBackup", "hardening.audit.backups.marker");
	}

	@Test
	void backupWhenABeanTellsIsHeldAgainstThePromise() {
		assertThat(result(with(null)).evidence()).isEqualTo("No backup was made yet.");
		assertThat(result(with(null)).status()).isEqualTo(AuditStatus.FAIL);
		assertThat(result(with(ago(20))).status()).isEqualTo(AuditStatus.PASS);
		assertThat(result(with(ago(30))).status()).isEqualTo(AuditStatus.FAIL);
		assertThat(result(with(ago(30))).evidence()).contains("30 hours ago", "every 26");
		assertThat(result(with(ago(30)).withPropertyValues("hardening.audit.backups.max-age=2d")).status())
			.isEqualTo(AuditStatus.PASS);
	}

	@Test
	void backupWhenAFileIsTouchedIsHeldAgainstThePromise() throws IOException {
		Path marker = this.directory.resolve("last");
		ApplicationContextRunner marked = this.runner.withPropertyValues("hardening.audit.backups.marker=" + marker);
		assertThat(result(marked).status()).isEqualTo(AuditStatus.FAIL);
		Files.writeString(marker, "");
		assertThat(result(marked).status()).isEqualTo(AuditStatus.PASS);
		Files.setLastModifiedTime(marker, FileTime.from(ago(27)));
		assertThat(result(marked).status()).isEqualTo(AuditStatus.FAIL);
	}

	private static Instant ago(int hours) {
		return Instant.now().minus(Duration.ofHours(hours));
	}

	private ApplicationContextRunner with(@Nullable Instant finished) {
		return this.runner.withBean(LastBackup.class, () -> () -> finished);
	}

	private static AuditResult result(ApplicationContextRunner runner) {
		AuditResult[] result = new AuditResult[1];
		runner.run((context) -> result[0] = context.getBean(Audit.class)
			.run()
			.findings()
			.stream()
			.filter((finding) -> finding.check().id().equals("HRD-BAK-001"))
			.findFirst()
			.orElseThrow()
			.result());
		return result[0];
	}

}
