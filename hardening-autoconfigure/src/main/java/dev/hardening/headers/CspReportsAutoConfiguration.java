package dev.hardening.headers;

import io.micrometer.core.instrument.MeterRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Remembers and counts what browsers report about the content security policy.
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(JsonMapper.class)
@ConditionalOnBooleanProperty(name = "hardening.headers.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HeadersProperties.class)
public final class CspReportsAutoConfiguration {

	@Bean
	CspReports cspReports(ObjectProvider<CspViolationListener> listeners) {
		return new CspReports(listeners.orderedStream().toList());
	}

	@Bean
	CspSuggestions cspSuggestions(HeadersProperties properties, CspReports reports) {
		return new CspSuggestions(properties, reports);
	}

	@Bean
	CspSuggestionsView cspSuggestionsView(CspSuggestions suggestions) {
		return new CspSuggestionsView(suggestions);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	@ConditionalOnBean(MeterRegistry.class)
	static class MetricsConfiguration {

		@Bean
		CspReportMetrics cspReportMetrics(MeterRegistry registry) {
			return new CspReportMetrics(registry);
		}

	}

}
