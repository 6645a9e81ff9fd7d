package dev.hardening.logging;

import java.util.List;
import java.util.stream.Stream;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Whether logs can be searched, and hold nothing that they should not.
 */
class LoggingAuditChecks implements AuditChecks {

	private static final String FORMAT = "logging.structured.format.console";

	// At debug these print headers, parameters and the values of columns.
	private static final List<String> TALKATIVE = List.of("org.springframework.web", "org.springframework.security",
			"org.springframework.jdbc", "org.hibernate.SQL", "org.hibernate.orm.jdbc.bind", "org.apache.coyote", "web",
			"sql");

	private final LoggingProperties properties;

	private final Environment environment;

	LoggingAuditChecks(LoggingProperties properties, Environment environment) {
		this.properties = properties;
		this.environment = environment;
	}

	@Override
	public List<AuditCheck> checks() {
		return Stream
			.of(AuditCheck.of("HRD-LOG-001", "Log lines are structured", AuditSeverity.WARNING, this::structured)
				.because("A line of free text cannot be searched, and a line break in it forges the next.")
				.mendedBy("hardening.logging.format: json")
				.demandedBy("ASVS 5.0 16.2.4", Checklist.GUIDE.part("4.1"),
						Checklist.CONFIGURATION.part("Structured Logging")),
					AuditCheck
						.of("HRD-LOG-002", "Every request is logged", AuditSeverity.WARNING, this::requests)
						.because("Without it nobody can tell afterwards what an attacker did.")
						.mendedBy("hardening.logging.access-log.enabled: true")
						.demandedBy("ASVS 5.0 16.3.1", Checklist.GUIDE.part("4.2")),
					AuditCheck
						.of("HRD-LOG-003", "No logger prints what requests hold", AuditSeverity.WARNING, this::quiet)
						.because("Tokens, passwords and data of persons end in logs that many read.")
						.mendedBy("logging.level.org.springframework.web: info, and the same of the others")
						.demandedBy("ASVS 5.0 16.2.5", Checklist.STORY.part("1")),
					AuditCheck
						.of("HRD-LOG-004", "Line breaks in messages forge no lines", AuditSeverity.WARNING,
								this::encoded)
						.because("What a caller sends could look like a line that the application wrote.")
						.mendedBy("logging.structured.format.console: unset, and no logging.pattern.console")
						.demandedBy("ASVS 5.0 16.4.1"))
			.map((check) -> check.outsideDevelopment(this.environment))
			.toList();
	}

	private AuditResult structured() {
		String format = this.environment.getProperty(FORMAT);
		boolean good = StringUtils.hasText(format) && !format.startsWith(TextLogFormatter.class.getName());
		return AuditResult.passIf(good, good ? "They are." : "They are text.");
	}

	private AuditResult requests() {
		List<String> excluded = this.properties.accessLog().exclude();
		boolean all = excluded.stream().noneMatch((path) -> path.equals("/**") || path.equals("/api/**"));
		boolean good = this.properties.accessLog().enabled() && all;
		return AuditResult.passIf(good, good ? "All are, but for %s.".formatted(String.join(", ", excluded))
				: all ? "None is." : "These are not: %s.".formatted(String.join(", ", excluded)));
	}

	private AuditResult quiet() {
		List<String> loud = Stream
			.concat(TALKATIVE.stream()
				.map("logging.level."::concat)
				.filter((key) -> isDebug(this.environment.getProperty(key, ""))),
					Stream.of("spring.mvc.log-request-details", "spring.jpa.show-sql", "spring.http.codecs.log-details")
						.filter((key) -> this.environment.getProperty(key, Boolean.class, false)))
			.toList();
		return AuditResult.passIfNone(loud, "None does.", "These do: ");
	}

	private static boolean isDebug(String level) {
		return level.equalsIgnoreCase("debug") || level.equalsIgnoreCase("trace");
	}

	// Our formatters encode line breaks; a pattern of the user's replaces them.
	private AuditResult encoded() {
		boolean own = StringUtils.hasText(this.environment.getProperty("logging.pattern.console"))
				&& !StringUtils.hasText(this.environment.getProperty(FORMAT));
		return AuditResult.passIf(!own, own ? "A pattern prints them as they are." : "They are encoded.");
	}

}
