package dev.hardening.audit;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A report for people who read it in a terminal.
 */
final class AuditText {

	private AuditText() {
	}

	static String of(AuditReport report, List<AuditQuestion> questions) {
		StringBuilder text = new StringBuilder(
				"Hardening audit: %d of 100. %d passed, %d failed, %d warned, %d skipped, ".formatted(report.score(),
						report.count(AuditStatus.PASS), report.count(AuditStatus.FAIL), report.count(AuditStatus.WARN),
						report.count(AuditStatus.SKIPPED)));
		text.append("%d ignored.%n".formatted(report.count(AuditStatus.IGNORED)));
		report.attention().forEach((finding) -> append(text, finding));
		report.findings()
			.stream()
			.filter((finding) -> finding.result().status() == AuditStatus.IGNORED)
			.forEach((finding) -> append(text, finding));
		text.append("%nAn application cannot know:%n".formatted());
		questions.forEach((question) -> text
			.append("  %s %s See %s.%n".formatted(question.id(), question.text(), question.document())));
		return text.toString();
	}

	private static void append(StringBuilder text, AuditFinding finding) {
		AuditCheck check = finding.check();
		AuditResult result = finding.result();
		text.append("%n%-7s %s %s (%s)%n".formatted(result.status(), check.id(), check.title(),
				check.severity().name().toLowerCase(Locale.ROOT)));
		line(text, "", result.evidence());
		line(text, "Why: ", check.why());
		line(text, "Set: ", result.property());
		line(text, "See: ", result.reference());
	}

	private static void line(StringBuilder text, String label, @Nullable String value) {
		if (value != null && !value.isEmpty()) {
			text.append("        %s%s%n".formatted(label, value));
		}
	}

}
