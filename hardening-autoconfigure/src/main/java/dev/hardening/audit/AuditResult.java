package dev.hardening.audit;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a check saw. Immutable. Nothing in it may be a secret: it is logged and shown.
 *
 * @param status how the check came out
 * @param evidence what was seen, as a whole sentence
 * @param property the property and value that mend it, for example
 * {@code spring.h2.console.enabled: false}, or {@code null}
 * @param reference where the demand comes from, for example {@code ASVS 5.0 13.4.2}, or
 * {@code null}
 */
public record AuditResult(AuditStatus status, String evidence, @Nullable String property, @Nullable String reference) {

	/**
	 * All is well.
	 * @param evidence what was seen
	 * @return the result
	 */
	public static AuditResult pass(String evidence) {
		return new AuditResult(AuditStatus.PASS, evidence, null, null);
	}

	/**
	 * It could be better.
	 * @param evidence what was seen
	 * @return the result
	 */
	public static AuditResult warn(String evidence) {
		return new AuditResult(AuditStatus.WARN, evidence, null, null);
	}

	/**
	 * It has to be mended.
	 * @param evidence what was seen
	 * @return the result
	 */
	public static AuditResult fail(String evidence) {
		return new AuditResult(AuditStatus.FAIL, evidence, null, null);
	}

	/**
	 * It does not apply, or cannot be told.
	 * @param reason why
	 * @return the result
	 */
	public static AuditResult skipped(String reason) {
		return new AuditResult(AuditStatus.SKIPPED, reason, null, null);
	}

	/**
	 * Choose between passing and failing.
	 * @param good whether all is well
	 * @param evidence what was seen, in either case
	 * @return the result
	 */
	public static AuditResult passIf(boolean good, String evidence) {
		return good ? pass(evidence) : fail(evidence);
	}

	/**
	 * Pass when nothing was found.
	 * @param found what should not be there
	 * @param none what was seen when there is nothing
	 * @param some the beginning of the sentence that otherwise names what was found
	 * @return the result
	 */
	public static AuditResult passIfNone(List<String> found, String none, String some) {
		return found.isEmpty() ? pass(none) : fail(some + String.join(", ", found) + ".");
	}

	/**
	 * Return a copy that says what to set. A check that passed needs none and drops it.
	 * @param property the property and value
	 * @return the copy
	 */
	public AuditResult withProperty(String property) {
		boolean needed = this.status == AuditStatus.FAIL || this.status == AuditStatus.WARN;
		return needed ? new AuditResult(this.status, this.evidence, property, this.reference) : this;
	}

	/**
	 * Return a copy that says where the demand comes from.
	 * @param reference the reference
	 * @return the copy
	 */
	public AuditResult withReference(String reference) {
		return new AuditResult(this.status, this.evidence, this.property, reference);
	}

}
