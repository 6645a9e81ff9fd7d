package dev.hardening.environment;

import org.jspecify.annotations.Nullable;

/**
 * Stops the start because a property of the starter has a value that cannot work. Says
 * which key, which value, why, and what to write instead.
 */
public class InvalidPropertyException extends RuntimeException {

	private final String key;

	private final @Nullable Object value;

	private final String reason;

	private final String fix;

	/**
	 * Create the exception. For a secret use
	 * {@link dev.hardening.secrets.InvalidSecretException}, which takes no value.
	 * @param key the full name of the property, for example
	 * {@code hardening.rate-limit.policies.api.limits[0]}
	 * @param value the value as configured, or {@code null} when one is missing
	 * @param reason what is wrong with it, as the end of the sentence "key is 'value',
	 * which ..."
	 * @param fix what to do, as a whole sentence
	 */
	public InvalidPropertyException(String key, @Nullable Object value, String reason, String fix) {
		super("%s is %s, which %s".formatted(key, (value != null) ? "'" + value + "'" : "not set", reason));
		this.key = key;
		this.value = value;
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
	 * Return the value.
	 * @return the value as configured, or {@code null} when one is missing
	 */
	public @Nullable Object value() {
		return this.value;
	}

	/**
	 * Return what is wrong.
	 * @return the end of the sentence "key is 'value', which ..."
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
