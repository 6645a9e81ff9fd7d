package dev.hardening.headers;

/**
 * What kind of answers a path gives, and so which headers protect them.
 */
public enum HeadersProfile {

	/** Data for programs: a browser that is shown it renders and runs nothing. */
	API,

	/** Pages: scripts run when they carry the nonce of the answer. */
	HTML,

	/** No header is added. */
	OFF

}
