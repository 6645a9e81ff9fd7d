package dev.hardening.logging.servlet;

import dev.hardening.logging.RedactedExchanges;
import dev.hardening.secrets.RedactionPolicy;
import dev.hardening.secrets.SecretsAutoConfiguration;

import org.springframework.boot.actuate.autoconfigure.web.exchanges.HttpExchangesProperties;
import org.springframework.boot.actuate.web.exchanges.HttpExchangeRepository;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.servlet.actuate.web.exchanges.HttpExchangesFilter;
import org.springframework.context.annotation.Bean;

/**
 * Where an application records the exchanges for {@code /actuator/httpexchanges}, records
 * them without their secrets.
 */
@AutoConfiguration(after = SecretsAutoConfiguration.class,
		beforeName = "org.springframework.boot.servlet.autoconfigure.actuate.web.exchanges."
				+ "ServletHttpExchangesAutoConfiguration")
@ConditionalOnClass({ HttpExchangeRepository.class, HttpExchangesProperties.class, HttpExchangesFilter.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "management.httpexchanges.recording.enabled", matchIfMissing = true)
@ConditionalOnBean(HttpExchangeRepository.class)
@EnableConfigurationProperties(HttpExchangesProperties.class)
public final class ExchangesServletAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	HttpExchangesFilter httpExchangesFilter(HttpExchangeRepository repository, HttpExchangesProperties properties,
			RedactionPolicy policy) {
		return new HttpExchangesFilter(new RedactedExchanges(repository, policy),
				properties.getRecording().getInclude());
	}

}
