package dev.hardening.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import org.jspecify.annotations.Nullable;

/**
 * A value that is never printed: {@link #toString()} masks it, and two secrets are
 * compared in constant time. Binds from configuration like a string.
 */
public final class Secret {

	private static final String MASK = "******";

	private final String value;

	private Secret(String value) {
		this.value = value;
	}

	/**
	 * Wrap a value.
	 * @param value the value
	 * @return the secret
	 */
	public static Secret of(String value) {
		return new Secret(value);
	}

	/**
	 * Hand the value to what needs it. Never pass the result to a log, an exception or an
	 * answer.
	 * @return the value
	 */
	public String reveal() {
		return this.value;
	}

	/**
	 * Hand the bytes of the value to what needs them.
	 * @return a new array with the UTF-8 form of the value
	 */
	public byte[] revealBytes() {
		return this.value.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Return whether there is no value, as when an environment variable is set to
	 * nothing.
	 * @return {@code true} if the value is empty or blank
	 */
	public boolean isEmpty() {
		return this.value.isBlank();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Secret that && MessageDigest.isEqual(revealBytes(), that.revealBytes());
	}

	@Override
	public int hashCode() {
		// A hash of the value would tell something of it wherever it is printed.
		return Secret.class.hashCode();
	}

	@Override
	public String toString() {
		return MASK;
	}

}
