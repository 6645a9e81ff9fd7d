package dev.hardening.tracing;

import java.util.function.Supplier;
import java.util.stream.StreamSupport;

import dev.hardening.secrets.RedactionPolicy;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;

/**
 * Puts the redaction before every exporter, the user's own included.
 */
final class SpanExportersPostProcessor implements BeanPostProcessor {

	private final Supplier<RedactionPolicy> policy;

	SpanExportersPostProcessor(Supplier<RedactionPolicy> policy) {
		this.policy = policy;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof SpanExporters exporters)) {
			return bean;
		}
		SpanRedaction redaction = new SpanRedaction(this.policy.get());
		return SpanExporters.of(StreamSupport.stream(exporters.spliterator(), false)
			.map((exporter) -> new RedactingSpanExporter(exporter, redaction))
			.toList());
	}

}
