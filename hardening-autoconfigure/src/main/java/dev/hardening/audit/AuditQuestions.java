package dev.hardening.audit;

import java.util.List;
import java.util.stream.Stream;

/**
 * The lines of the checklists that no application can answer about itself.
 */
final class AuditQuestions {

	// @formatter:off
	private static final List<AuditQuestion> ASKED = List.of(
			ask("HRD-ASK-001", "Does a firewall at the edge stop floods and known attacks?", "docs/security-model.md",
					Checklist.GUIDE.part("7")));
	// @formatter:on

	private AuditQuestions() {
	}

	private static AuditQuestion ask(String id, String text, String document, String reference) {
		return new AuditQuestion(id, text, document, reference);
	}

	static List<AuditQuestion> with(List<AuditQuestion> own) {
		return Stream.concat(ASKED.stream(), own.stream()).toList();
	}

}
