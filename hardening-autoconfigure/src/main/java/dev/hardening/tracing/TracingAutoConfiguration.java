package dev.hardening.tracing;

import dev.hardening.secrets.RedactionPolicy;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Watches over what the exporters of traces send, where the application adds
 * OpenTelemetry.
 */
@AutoConfiguration
public final class TracingAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ SpanExporters.class, DelegatingSpanData.class })
	static class RedactionConfiguration {

		@Bean
		static SpanExportersPostProcessor redactingSpanExporters(ObjectProvider<RedactionPolicy> policy) {
			return new SpanExportersPostProcessor(() -> policy.getIfAvailable(RedactionPolicy::builtIn));
		}

	}

}
