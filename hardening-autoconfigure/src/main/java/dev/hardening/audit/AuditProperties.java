package dev.hardening.audit;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.hardening.environment.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.util.StringUtils;

/**
 * What the audit does about what it finds.
 *
 * @param failOn findings that stop a start in production
 * @param ignore checks whose findings are accepted, each with a reason
 * @param run whether to print the report and end, with exit code 0 or, for findings of
 * fail-on, 1, instead of serving requests
 * @param format form of that report. The argument --format says the same.
 * @param backups how young the last backup has to be
 */
@ConfigurationProperties("hardening.audit")
public record AuditProperties(@DefaultValue("error") FailOn failOn, @DefaultValue List<Ignored> ignore,
		@DefaultValue("false") boolean run, @DefaultValue("text") Format format, @DefaultValue Backups backups) {

	static final String FAIL_ON = "hardening.audit.fail-on";

	static final String IGNORE = "hardening.audit.ignore";

	public AuditProperties {
		ignore = List.copyOf(ignore);
		Set<String> ids = new HashSet<>();
		for (int i = 0; i < ignore.size(); i++) {
			validate(IGNORE + "[" + i + "]", ignore.get(i), ids);
		}
	}

	private static void validate(String key, Ignored ignored, Set<String> ids) {
		if (!StringUtils.hasText(ignored.id())) {
			throw new InvalidPropertyException(key + ".id", ignored.id(), "names no check",
					"Write the id of a check as the audit shows it, for example HRD-DB-002.");
		}
		if (!StringUtils.hasText(ignored.reason())) {
			throw new InvalidPropertyException(key + ".reason", ignored.reason(),
					"says nothing about why %s is accepted".formatted(ignored.id()),
					"Write the reason, so that others can judge it.");
		}
		if (!ids.add(ignored.id())) {
			throw new InvalidPropertyException(key + ".id", ignored.id(), "is ignored twice",
					"Remove one of the two elements.");
		}
	}

	/**
	 * Findings that stop a start.
	 */
	public enum FailOn {

		/** Failed checks of severity error. */
		ERROR,

		/** What failed or warned, of severity error or warning. */
		WARNING,

		/** None. */
		NEVER;

		boolean stops(AuditFinding finding) {
			AuditSeverity severity = finding.check().severity();
			return switch (this) {
				case ERROR -> finding.result().status() == AuditStatus.FAIL && severity == AuditSeverity.ERROR;
				case WARNING -> finding.needsAttention() && severity != AuditSeverity.INFO;
				case NEVER -> false;
			};
		}

	}

	/**
	 * Form of a printed report.
	 */
	public enum Format {

		/** For people. */
		TEXT,

		/** As the endpoint answers. */
		JSON,

		/** SARIF 2.1.0, which platforms for code show beside the code. */
		SARIF

	}

	/**
	 * What was promised about backups.
	 *
	 * @param maxAge age at which the last backup is too old: the time whose data may be
	 * lost, and some more for the backup itself
	 * @param marker file that each good backup touches, where no bean of type LastBackup
	 * tells more
	 */
	public record Backups(@DefaultValue("26h") Duration maxAge, @Nullable String marker) {

		public Backups {
			if (maxAge.isNegative() || maxAge.isZero()) {
				throw new InvalidPropertyException("hardening.audit.backups.max-age", maxAge,
						"leaves no time between two backups", "Write a positive time, for example 26h.");
			}
		}

	}

	/**
	 * A check whose findings are accepted.
	 *
	 * @param id stable name of the check, for example HRD-DB-002
	 * @param reason why they are accepted; shown in the audit
	 * @param until last day on which they are, for example 2027-03-31; for ever if it is
	 * not set
	 */
	public record Ignored(@Nullable String id, @Nullable String reason,
			@DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate until) {

		boolean isOver(LocalDate today) {
			return this.until != null && today.isAfter(this.until);
		}

	}

}
