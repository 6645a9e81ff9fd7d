package dev.hardening.sentry;

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
 * Whether errors are seen by somebody, and what is told of them.
 */
class SentryAuditChecks implements AuditChecks {

	private static final String OFF = "No errors are reported.";

	private static final double MOST_TRACES = 0.5;

	private final Environment environment;

	private final boolean present;

	SentryAuditChecks(Environment environment, boolean present) {
		this.environment = environment;
		this.present = present;
	}

	@Override
	public List<AuditCheck> checks() {
		return Stream
			.of(AuditCheck.of("HRD-SNT-001", "Errors are reported", AuditSeverity.WARNING, this::reported)
				.because("An error that only a log knows is found by a user first.")
				.mendedBy("hardening.sentry.dsn, from a variable or a file, with sentry-spring-boot-4-starter")
				.demandedBy("ASVS 5.0 16.5.4", Checklist.GUIDE.part("4.3"), Checklist.STORY.part("3"),
						Checklist.CONFIGURATION.part("Before Deployment")),
					AuditCheck
						.of("HRD-SNT-002", "Reports hold nothing about persons", AuditSeverity.WARNING, this::personal)
						.because("Reports leave the application, with addresses, cookies and bodies.")
						.mendedBy("sentry.send-default-pii: false, sentry.max-request-body-size: none")
						.demandedBy("ASVS 5.0 14.2.3", Checklist.CONFIGURATION.part("Sentry Error Tracking")),
					AuditCheck.of("HRD-SNT-003", "A part of the traces is sampled", AuditSeverity.INFO, this::sampled)
						.because("None shows nothing about performance, all costs time and money.")
						.mendedBy("hardening.sentry.traces-sample-rate: 0.1")
						.demandedBy(Checklist.GUIDE.part("4.3"), Checklist.CONFIGURATION.part("Monitoring")))
			.map((check) -> check.outsideDevelopment(this.environment))
			.toList();
	}

	private boolean isOn() {
		return this.present && StringUtils.hasText(this.environment.getProperty("sentry.dsn"))
				&& this.environment.getProperty("sentry.enabled", Boolean.class, true);
	}

	private AuditResult reported() {
		return AuditResult.passIf(isOn(),
				isOn() ? "To Sentry." : !this.present ? "Sentry is not on the class path." : OFF);
	}

	private AuditResult personal() {
		if (!isOn()) {
			return AuditResult.skipped(OFF);
		}
		boolean persons = this.environment.getProperty("sentry.send-default-pii", Boolean.class, false);
		String bodies = this.environment.getProperty("sentry.max-request-body-size", "none");
		boolean good = !persons && bodies.equalsIgnoreCase("none");
		return AuditResult.passIf(good,
				good ? "They do not." : persons ? "They hold addresses and users." : "They hold bodies.");
	}

	private AuditResult sampled() {
		if (!isOn()) {
			return AuditResult.skipped(OFF);
		}
		double rate = this.environment.getProperty("sentry.traces-sample-rate", Double.class, 0.0);
		return AuditResult.passIf(rate > 0 && rate <= MOST_TRACES, "The share is %s.".formatted(rate));
	}

}
