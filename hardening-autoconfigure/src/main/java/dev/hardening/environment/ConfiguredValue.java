package dev.hardening.environment;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * What a property says and where that was written, fit to be shown: a secret is masked.
 *
 * @param key the full name of the property
 * @param value its value, {@code null} where nothing is configured and the default counts
 * @param origin file, line and column, or the variable or argument, in the form that
 * editors make a link of; {@code null} like the value
 */
public record ConfiguredValue(String key, @Nullable String value, @Nullable String origin) {

	/**
	 * Look a property up.
	 * @param environment where the properties are
	 * @param key the full name of the property; for a list its first element counts
	 * @return what it says
	 */
	public static ConfiguredValue of(Environment environment, String key) {
		FailureText text = new FailureText(environment);
		ConfiguredValue value = text.configured(key);
		return (value.origin() != null) ? value : text.configured(key + "[0]").as(key);
	}

	private ConfiguredValue as(String name) {
		return (this.origin != null) ? this : new ConfiguredValue(name, null, null);
	}

}
