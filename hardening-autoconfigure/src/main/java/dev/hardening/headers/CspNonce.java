package dev.hardening.headers;

import java.security.SecureRandom;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * The nonce of one answer, which a page writes on its scripts and styles so that they,
 * and no others, run: {@code <script nonce="${cspNonce}">}. It is made when it is first
 * asked for, and an answer that holds it is never stored by a cache.
 */
public final class CspNonce {

	/**
	 * The name of the request attribute, and of the template variable, that holds the
	 * nonce wherever the profile of the path has one.
	 */
	public static final String ATTRIBUTE = "cspNonce";

	/** 128 bits, as CSP level 3 asks for in section 7.1. */
	private static final int BYTES = 16;

	private static final SecureRandom random = new SecureRandom();

	private static final Base64.Encoder encoder = Base64.getEncoder().withoutPadding();

	private @Nullable String value;

	private boolean used;

	/**
	 * Return the nonce.
	 * @return the value for the {@code nonce} attribute
	 */
	public synchronized String value() {
		this.used = true;
		return generated();
	}

	/**
	 * Return the nonce to the header, which does not count as use.
	 * @return the value
	 */
	synchronized String generated() {
		String value = this.value;
		if (value == null) {
			byte[] bytes = new byte[BYTES];
			random.nextBytes(bytes);
			value = encoder.encodeToString(bytes);
			this.value = value;
		}
		return value;
	}

	/**
	 * Return whether the page asked for the nonce.
	 * @return {@code true} if the body holds it
	 */
	synchronized boolean isUsed() {
		return this.used;
	}

	/**
	 * Return the nonce, so that a template writes it by naming the variable.
	 */
	@Override
	public String toString() {
		return value();
	}

}
