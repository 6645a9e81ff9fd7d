package dev.hardening.audit;

/**
 * Something that a running application cannot know about itself, and where the answer is
 * written. Beans of this type join the audit, as the questions of the checklists do.
 *
 * @param id the stable name, for example {@code HRD-ASK-001}
 * @param text the question
 * @param document the document that answers it, for example {@code docs/runbook.md}
 * @param reference where the demand comes from
 */
public record AuditQuestion(String id, String text, String document, String reference) {

}
