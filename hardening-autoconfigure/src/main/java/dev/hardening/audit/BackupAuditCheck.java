package dev.hardening.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.hardening.audit.AuditProperties.Backups;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Whether the last backup is as young as was promised.
 */
class BackupAuditCheck implements AuditChecks {

	private static final String KEY = "hardening.audit.backups.";

	private final Backups promise;

	private final @Nullable LastBackup last;

	private final Environment environment;

	private final Clock clock;

	BackupAuditCheck(Backups promise, @Nullable LastBackup last, Environment environment, Clock clock) {
		this.promise = promise;
		this.last = last;
		this.environment = environment;
		this.clock = clock;
	}

	@Override
	public List<AuditCheck> checks() {
		return List.of(AuditCheck
			.of("HRD-BAK-001", "The last backup is as young as promised", AuditSeverity.WARNING, this::age)
			.because("What was written since the last backup is lost with the database.")
			.mendedBy("a backup now, and " + KEY + "max-age: what was promised")
			.demandedBy(Checklist.GUIDE.part("10.1"), Checklist.STORY.part("4"))
			.outsideDevelopment(this.environment));
	}

	private AuditResult age() {
		if (this.last != null) {
			Instant finished = this.last.finishedAt();
			return (finished != null) ? judge(finished) : AuditResult.fail("No backup was made yet.");
		}
		String marker = this.promise.marker();
		if (!StringUtils.hasText(marker)) {
			return AuditResult
				.skipped("Neither a bean of type LastBackup nor the file of %smarker tells it.".formatted(KEY));
		}
		try {
			return judge(Files.getLastModifiedTime(Path.of(marker)).toInstant());
		}
		catch (IOException ex) {
			return AuditResult.fail("The file of %smarker cannot be read.".formatted(KEY));
		}
	}

	private AuditResult judge(Instant finished) {
		Duration age = Duration.between(finished, this.clock.instant());
		return AuditResult.passIf(age.compareTo(this.promise.maxAge()) <= 0,
				"The last one was complete %d hours ago; promised is one every %d.".formatted(age.toHours(),
						this.promise.maxAge().toHours()));
	}

}
