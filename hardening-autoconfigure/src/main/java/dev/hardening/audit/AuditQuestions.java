package dev.hardening.audit;

import java.util.List;
import java.util.stream.Stream;

/**
 * The lines of the checklists that no application can answer about itself.
 */
final class AuditQuestions {

	private static final String DEPLOYMENT = "docs/deployment.md";

	private static final String MONITORING = "docs/monitoring.md";

	private static final String RECOVERY = "docs/disaster-recovery.md";

	private static final List<AuditQuestion> ASKED = List.of(
			ask(1, "Does a firewall at the edge stop floods and known attacks?", "docs/hardening-guide.md",
					Checklist.GUIDE.part("7")),
			ask(2, "Does a proxy in front end TLS, with a certificate that renews itself?", DEPLOYMENT,
					Checklist.CONFIGURATION.part("Infrastructure")),
			ask(3, "Does the machine's firewall admit only what has to come in?", DEPLOYMENT,
					Checklist.CONFIGURATION.part("Infrastructure")),
			ask(4, "Are logs kept somewhere that outlives the machine, and can they be searched?", MONITORING,
					Checklist.CONFIGURATION.part("Infrastructure")),
			ask(5, "Does something outside ask every minute whether the application answers?", MONITORING,
					Checklist.STORY.part("3")),
			ask(6, "Who gets the alerts for errors, limits and lockouts, and was one tried?", MONITORING,
					Checklist.STORY.part("3")),
			ask(7, "Is the database saved every day, and for thirty days?", RECOVERY, Checklist.STORY.part("4")),
			ask(8, "Are the files saved that are not in the database?", RECOVERY, Checklist.STORY.part("4")),
			ask(9, "When was a backup last restored, and within what time?", RECOVERY, Checklist.GUIDE.part("10.2")),
			ask(10, "Do tables that several tenants share have row level security?", "docs/database.md",
					Checklist.STORY.part("1")),
			ask(11, "Have statements been tried with hostile input, and pages too?", "docs/validation.md",
					Checklist.STORY.part("1")),
			ask(12, "Is the source free of secrets, also in its history?", "docs/secrets.md",
					Checklist.STORY.part("1")),
			ask(13, "When was each secret last replaced?", "docs/secret-rotation.md", Checklist.GUIDE.part("9.2")),
			ask(14, "Are dependencies and images searched for known holes at every build?", "docs/upgrading.md",
					Checklist.INTEGRATION.part("Phase 8")),
			ask(15, "Does it stand a hundred users at once within 200 ms, for hours?", MONITORING,
					Checklist.STORY.part("Performance")),
			ask(16, "Does everyone on call know what to do in the first fifteen minutes?", "docs/incident-response.md",
					Checklist.STORY.part("5")),
			ask(17, "Has the runbook been followed by somebody who did not write it?", "docs/runbook/README.md",
					Checklist.STORY.part("5")),
			ask(18, "Have clients been tried from end to end against this release?", DEPLOYMENT,
					Checklist.STORY.part("Testing")));

	private AuditQuestions() {
	}

	private static AuditQuestion ask(int number, String text, String document, String reference) {
		return new AuditQuestion("HRD-ASK-%03d".formatted(number), text, document, reference);
	}

	static List<AuditQuestion> with(List<AuditQuestion> own) {
		return Stream.concat(ASKED.stream(), own.stream()).toList();
	}

}
