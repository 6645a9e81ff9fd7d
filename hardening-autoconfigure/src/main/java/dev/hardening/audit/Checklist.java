package dev.hardening.audit;

/**
 * The documents whose checklists the audit turns into code. {@code docs/checklists.md}
 * shows every line of them and what answers it.
 */
public enum Checklist {

	/** From rate limits to disaster recovery, with sixteen items to tick. */
	GUIDE("Production Hardening Guide"),

	/** The acceptance criteria and the list before a launch. */
	STORY("Production Hardening Story"),

	/** Nine phases, from switching on what is there to advanced configuration. */
	INTEGRATION("Production Hardening and Security Integration"),

	/** Ten improvements, from rate limits to security headers. */
	IMPROVEMENTS("Production Security Improvements"),

	/** Variables, defaults and three checklists. */
	CONFIGURATION("Production Security Configuration Guide");

	private final String title;

	Checklist(String title) {
		this.title = title;
	}

	/**
	 * Return the title.
	 * @return the title of the document
	 */
	public String title() {
		return this.title;
	}

	/**
	 * Name a part of the document, for {@link AuditCheck#demandedBy}.
	 * @param section the number or title of the part
	 * @return the title of the document and the part
	 */
	public String part(String section) {
		return this.title + ", " + section;
	}

}
