package dev.hardening.requests;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Wires the checks of the audit, also where requests are not bounded.
 */
@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties(RequestsProperties.class)
public final class RequestsAuditAutoConfiguration {

	@Bean
	RequestsExplainer requestsExplainer(RequestsProperties properties) {
		return new RequestsExplainer(properties);
	}

	@Bean
	RequestsAuditChecks requestsAuditChecks(RequestsProperties properties, Environment environment) {
		return new RequestsAuditChecks(properties, environment);
	}

}
