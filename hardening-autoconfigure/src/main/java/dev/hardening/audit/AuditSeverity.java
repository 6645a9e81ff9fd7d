package dev.hardening.audit;

/**
 * How much a check matters when it fails.
 */
public enum AuditSeverity {

	/** An attacker can use it, or data can be lost. Stops a start in production. */
	ERROR(10),

	/** A defence is missing that another one may cover. */
	WARNING(4),

	/** Worth knowing. */
	INFO(1);

	private final int weight;

	AuditSeverity(int weight) {
		this.weight = weight;
	}

	/**
	 * Return the part that a check of this severity has in the score.
	 * @return the weight
	 */
	int weight() {
		return this.weight;
	}

}
