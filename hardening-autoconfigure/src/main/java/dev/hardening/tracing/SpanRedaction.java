package dev.hardening.tracing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.hardening.secrets.RedactionPolicy;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.EventData;

/**
 * Applies the policy on secrets to every place in which a span carries text.
 */
final class SpanRedaction {

	private final RedactionPolicy policy;

	SpanRedaction(RedactionPolicy policy) {
		this.policy = policy;
	}

	/**
	 * Mask secrets in a text, also when they were written with percent signs: a span of a
	 * client names the whole URL.
	 * @param text any text
	 * @return the text to send
	 */
	String text(String text) {
		String decoded = decoded(text);
		String redacted = this.policy.redact(decoded);
		return redacted.equals(decoded) ? text : redacted;
	}

	private static String decoded(String text) {
		if (text.indexOf('%') < 0) {
			return text;
		}
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	Attributes attributes(Attributes attributes) {
		AttributesBuilder redacted = Attributes.builder();
		attributes.forEach((key, value) -> redact(key, value, redacted));
		return redacted.build();
	}

	@SuppressWarnings("unchecked")
	private void redact(AttributeKey<?> key, Object value, AttributesBuilder redacted) {
		if (this.policy.isSensitive(key.getKey())) {
			redacted.put(key.getKey(), RedactionPolicy.MASK);
		}
		else if (key.getType() == AttributeType.STRING) {
			redacted.put(key.getKey(), text(value.toString()));
		}
		else if (key.getType() == AttributeType.STRING_ARRAY) {
			redacted.put((AttributeKey<List<String>>) key, ((List<String>) value).stream().map(this::text).toList());
		}
		else {
			redacted.put((AttributeKey<Object>) key, value);
		}
	}

	EventData event(EventData event) {
		return EventData.create(event.getEpochNanos(), text(event.getName()), attributes(event.getAttributes()),
				event.getTotalAttributeCount());
	}

}
