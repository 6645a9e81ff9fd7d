package dev.hardening.secrets;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Publishes the one policy that says what is masked, and the demands on secrets.
 */
@AutoConfiguration
@EnableConfigurationProperties(SecretsProperties.class)
public final class SecretsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RedactionPolicy redactionPolicy(SecretsProperties properties) {
		return new RedactionPolicy(properties.redact());
	}

	@Bean
	@ConditionalOnMissingBean
	SecretStrength secretStrength(SecretsProperties properties) {
		return new SecretStrength(properties.minLength());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SanitizingFunction.class)
	static class ActuatorConfiguration {

		@Bean
		SanitizingFunction redactionSanitizingFunction(RedactionPolicy policy) {
			return new RedactionSanitizingFunction(policy);
		}

	}

}
