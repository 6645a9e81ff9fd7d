package dev.hardening.secrets;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Masks secrets where the actuator shows values, also when it is told to always show
 * them: by name, by shape, and everything that comes from a file variable, which is not
 * even read for it.
 */
class RedactionSanitizingFunction implements SanitizingFunction {

	private final RedactionPolicy policy;

	RedactionSanitizingFunction(RedactionPolicy policy) {
		this.policy = policy;
	}

	@Override
	public SanitizableData apply(SanitizableData data) {
		Object value = data.getValue();
		if (value instanceof Secret || value instanceof FileVariable || this.policy.isSensitive(data.getKey())) {
			return data.withSanitizedValue();
		}
		if (value instanceof CharSequence text) {
			String redacted = this.policy.redact(text.toString());
			return redacted.contentEquals(text) ? data : data.withValue(redacted);
		}
		return data;
	}

}
