package dev.hardening.headers;

import org.jspecify.annotations.Nullable;

/**
 * An answer as the headers see it when it is about to be sent. The adapter of a web stack
 * implements it and decides nothing.
 */
public interface HeaderTarget {

	/**
	 * Return whether the request came over HTTPS.
	 * @return {@code true} if the connection, or a trusted proxy, says so
	 */
	boolean isSecure();

	/**
	 * Return the status of the answer.
	 * @return the status code as set so far
	 */
	int status();

	/**
	 * Return the media type of the answer.
	 * @return the content type, or {@code null} when it is not known
	 */
	@Nullable String contentType();

	/**
	 * Return whether the answer has a header.
	 * @param name the name of the header
	 * @return {@code true} if it is set
	 */
	boolean contains(String name);

	/**
	 * Add a header that the answer does not have, which saves a search for what it was.
	 * @param name the name of the header
	 * @param value its value
	 */
	default void add(String name, String value) {
		set(name, value);
	}

	/**
	 * Set a header in place of what it was.
	 * @param name the name of the header
	 * @param value its value
	 */
	void set(String name, String value);

	/**
	 * Take a header off the answer.
	 * @param name the name of the header
	 */
	void remove(String name);

	/**
	 * Return the nonce of the answer, the same one at every call.
	 * @return the nonce
	 */
	CspNonce nonce();

}
