package dev.hardening.hosts;

/**
 * Which requests over plain HTTP are redirected to HTTPS.
 */
public enum HttpsRedirect {

	/** None: plain HTTP is answered. */
	OFF,

	/**
	 * Navigations of a browser. Any other request is refused: a program that was
	 * redirected would go on sending its credentials in the clear, unseen (OWASP ASVS 5.0
	 * 4.1.2).
	 */
	BROWSER,

	/** All of them. */
	ALL

}
