package dev.hardening.secrets;

/**
 * Stops the start because a secret cannot be used. It carries the key and the reason and
 * never the value, which Boot's own exception for invalid properties would print.
 */
public class InvalidSecretException extends RuntimeException {

	private final String key;

	private final String reason;

	private final String fix;

	/**
	 * Create the exception.
	 * @param key the full name of the property
	 * @param reason what is wrong, as the end of the sentence "key ..."; it must not
	 * quote the value
	 * @param fix what to do, as a whole sentence
	 */
	public InvalidSecretException(String key, String reason, String fix) {
		super(key + " " + reason);
		this.key = key;
		this.reason = reason;
		this.fix = fix;
	}

	/**
	 * Return the key.
	 * @return the full name of the property
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Return what is wrong.
	 * @return the end of the sentence "key ..."
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Return what to do.
	 * @return a whole sentence
	 */
	public String fix() {
		return this.fix;
	}

}
