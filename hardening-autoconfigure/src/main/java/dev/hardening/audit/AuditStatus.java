package dev.hardening.audit;

/**
 * How a check came out.
 */
public enum AuditStatus {

	/** All is well. */
	PASS,

	/** It could be better. */
	WARN,

	/** It has to be mended. */
	FAIL,

	/** Could not be told, or does not apply; the evidence says why. */
	SKIPPED,

	/** Should be mended, and is accepted; the evidence says why. */
	IGNORED

}
