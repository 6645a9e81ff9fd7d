package dev.hardening.audit;

/**
 * A check and how it came out.
 *
 * @param check the check
 * @param result what it saw
 */
public record AuditFinding(AuditCheck check, AuditResult result) {

	/**
	 * Return whether something should be done.
	 * @return {@code true} when the check failed or warned
	 */
	public boolean needsAttention() {
		return this.result.status() == AuditStatus.FAIL || this.result.status() == AuditStatus.WARN;
	}

	/**
	 * Return the feature that the check belongs to.
	 * @return the part of the id before its number, for example {@code HRD-DB}
	 */
	public String group() {
		int end = this.check.id().lastIndexOf('-');
		return (end > 0) ? this.check.id().substring(0, end) : this.check.id();
	}

}
