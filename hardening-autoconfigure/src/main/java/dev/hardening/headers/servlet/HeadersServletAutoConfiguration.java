package dev.hardening.headers.servlet;

import dev.hardening.headers.HeadersProperties;
import dev.hardening.headers.SecurityHeadersSelector;
import dev.hardening.web.servlet.ChainFilter;
import dev.hardening.web.servlet.ChainStage;
import jakarta.servlet.ServletContext;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.LogoutConfigurer;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter.Directive;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Puts the security headers on every answer of every security chain.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "hardening.headers.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HeadersProperties.class)
public final class HeadersServletAutoConfiguration {

	@Bean
	SecurityHeadersSelector securityHeadersSelector(HeadersProperties properties,
			ObjectProvider<ServletContext> servletContext) {
		ServletContext context = servletContext.getIfAvailable();
		String path = (context != null) ? context.getContextPath() : null;
		return new SecurityHeadersSelector(properties, (path != null) ? path : "");
	}

	@Bean
	SecurityHeadersWriter securityHeadersWriter(SecurityHeadersSelector selector) {
		return new SecurityHeadersWriter(selector);
	}

	@Bean
	Customizer<HeadersConfigurer<HttpSecurity>> securityHeadersCustomizer(SecurityHeadersWriter writer) {
		return (headers) -> headers.defaultsDisabled().addHeaderWriter(writer);
	}

	@Bean
	Customizer<LogoutConfigurer<HttpSecurity>> clearSiteDataCustomizer() {
		return (logout) -> logout.addLogoutHandler(new HeaderWriterLogoutHandler(
				new ClearSiteDataHeaderWriter(Directive.CACHE, Directive.COOKIES, Directive.STORAGE)));
	}

	@Bean
	ChainFilter cspNonceFilter(SecurityHeadersSelector selector) {
		return new ChainFilter(ChainStage.HTTPS, new CspNonceFilter(selector));
	}

	@Bean
	WebMvcConfigurer cspNonceConfigurer() {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new CspNonceInterceptor());
			}

		};
	}

}
