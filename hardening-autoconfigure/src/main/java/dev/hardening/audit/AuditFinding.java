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

}
