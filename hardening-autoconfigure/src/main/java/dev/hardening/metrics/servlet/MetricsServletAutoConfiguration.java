package dev.hardening.metrics.servlet;

import java.util.Map;

import dev.hardening.metrics.MetricsAutoConfiguration;
import dev.hardening.metrics.MetricsProperties;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Answers Prometheus on the servlet stack, on the port of the application. The access
 * rules of the security feature guard the path.
 */
@AutoConfiguration(after = { MetricsAutoConfiguration.class, PrometheusMetricsExportAutoConfiguration.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ PrometheusScrapeEndpoint.class, HandlerMapping.class })
@ConditionalOnBean({ MetricsProperties.class, PrometheusRegistry.class, PrometheusConfig.class })
public final class MetricsServletAutoConfiguration {

	/** Before the controllers, so that none answers in its place. */
	static final int ORDER = -100;

	@Bean
	HandlerMapping metricsHandlerMapping(MetricsProperties properties, PrometheusRegistry registry,
			PrometheusConfig config) {
		// Not Boot's bean, which is there only while it is exposed by the actuator too.
		PrometheusScrapeEndpoint endpoint = new PrometheusScrapeEndpoint(registry, config.prometheusProperties());
		return new SimpleUrlHandlerMapping(Map.of(properties.path(), new MetricsHandler(endpoint)), ORDER);
	}

}
