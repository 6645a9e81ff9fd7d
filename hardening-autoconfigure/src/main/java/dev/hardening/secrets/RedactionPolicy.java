package dev.hardening.secrets;

import java.util.Collection;
import java.util.List;

/**
 * The one policy that says what is masked in logs, error reports and the actuator: values
 * with a sensitive name, and values that look like credentials whatever they are called.
 * Immutable and safe for use by many threads.
 */
public final class RedactionPolicy {

	/**
	 * What is shown instead of a sensitive value.
	 */
	public static final String MASK = "******";

	private final SensitiveNames names;

	/**
	 * Create a policy.
	 * @param additionalNames names that are sensitive beside the built-in ones; case,
	 * dashes and underscores make no difference
	 */
	public RedactionPolicy(Collection<String> additionalNames) {
		this.names = new SensitiveNames(additionalNames);
	}

	/**
	 * Return the policy without additional names.
	 * @return a policy with the built-in names
	 */
	public static RedactionPolicy builtIn() {
		return new RedactionPolicy(List.of());
	}

	/**
	 * Return whether the value under a name is masked. Names match as a whole or by their
	 * last words, however these are joined: {@code password}, {@code DB_PASSWORD},
	 * {@code user.newPassword} and {@code spring.datasource.password} are sensitive,
	 * {@code password-encoder} is not.
	 * @param name name of a property, header, parameter or JSON member
	 * @return {@code true} if its value must not be shown
	 */
	public boolean isSensitive(String name) {
		return this.names.endIn(name, name.length());
	}

	/**
	 * Mask what is sensitive in a text: the values of sensitive names in any common
	 * notation, bearer tokens and basic credentials, JSON web tokens, API keys, private
	 * keys in PEM, card numbers, and passwords in URLs. Takes time linear in the length
	 * of the text.
	 * @param text any text
	 * @return the text with masks; the same instance if there was nothing to mask
	 */
	public String redact(String text) {
		return new Redaction(text, this.names).run();
	}

}
