package dev.hardening.apikey.servlet;

import dev.hardening.apikey.ApiKeyAutoConfiguration;
import dev.hardening.apikey.ApiKeyProperties;
import dev.hardening.apikey.ApiKeyVerifier;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.servlet.ChainFilter;
import dev.hardening.web.servlet.ChainStage;
import dev.hardening.web.servlet.ProblemAuthenticationEntryPoint;
import dev.hardening.web.servlet.ProblemWriter;
import dev.hardening.web.servlet.WebServletAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.web.authentication.AuthenticationFilter;

/**
 * Puts authentication by API key into every security chain.
 */
@AutoConfiguration(after = { ApiKeyAutoConfiguration.class, WebServletAutoConfiguration.class },
		beforeName = "dev.hardening.security.servlet.SecurityServletAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(AuthenticationFilter.class)
@ConditionalOnBean(ApiKeyVerifier.class)
public final class ApiKeyServletAutoConfiguration {

	@Bean
	ApiKeyMechanism apiKeyMechanism(ApiKeyProperties properties) {
		return new ApiKeyMechanism(properties.header());
	}

	@Bean
	@Order(0)
	ChainFilter apiKeyChainFilter(ApiKeyProperties properties, ApiKeyVerifier verifier,
			ObjectProvider<AuthenticationEventPublisher> events, ProblemAuthenticationEntryPoint entryPoint,
			ProblemWriter problems, ControlReporter reporter) {
		ProviderManager manager = new ProviderManager(new ApiKeyAuthenticationProvider(verifier));
		events.ifAvailable(manager::setAuthenticationEventPublisher);
		AuthenticationFilter filter = new AuthenticationFilter(manager,
				new ApiKeyConverter(properties.header(), verifier));
		filter.setSuccessHandler((request, response, authentication) -> {
		});
		filter.setFailureHandler(new ApiKeyFailureHandler(entryPoint, problems, reporter));
		return new ChainFilter(ChainStage.AUTHENTICATION, filter);
	}

}
