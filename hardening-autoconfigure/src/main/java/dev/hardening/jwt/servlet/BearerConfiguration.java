package dev.hardening.jwt.servlet;

import dev.hardening.web.servlet.ProblemAccessDeniedHandler;
import dev.hardening.web.servlet.ProblemAuthenticationEntryPoint;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * What all bearer tokens have in common.
 */
@Configuration(proxyBeanMethods = false)
class BearerConfiguration {

	@Bean
	BearerMechanism bearerMechanism() {
		return new BearerMechanism();
	}

	@Bean
	Customizer<OAuth2ResourceServerConfigurer<HttpSecurity>> bearerCustomizer(BearerTokens tokens,
			ListableBeanFactory beans, ProblemAuthenticationEntryPoint entryPoint,
			ProblemAccessDeniedHandler accessDeniedHandler) {
		boolean usersOwn = beans.getBeanNamesForType(BearerTokenResolver.class).length > 0
				|| beans.getBeanNamesForType(AuthenticationConverter.class).length > 0;
		return new BearerCustomizer(tokens, usersOwn ? null : new SingleBearerTokenResolver(), entryPoint,
				accessDeniedHandler);
	}

}
