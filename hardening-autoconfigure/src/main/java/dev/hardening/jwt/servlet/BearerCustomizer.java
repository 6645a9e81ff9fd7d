package dev.hardening.jwt.servlet;

import org.jspecify.annotations.Nullable;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Makes a chain accept bearer tokens and answer for them. Applied before what a chain
 * says itself, so that wins.
 */
class BearerCustomizer implements Customizer<OAuth2ResourceServerConfigurer<HttpSecurity>> {

	private final BearerTokens tokens;

	private final @Nullable BearerTokenResolver resolver;

	private final AuthenticationEntryPoint entryPoint;

	private final AccessDeniedHandler accessDeniedHandler;

	BearerCustomizer(BearerTokens tokens, @Nullable BearerTokenResolver resolver, AuthenticationEntryPoint entryPoint,
			AccessDeniedHandler accessDeniedHandler) {
		this.tokens = tokens;
		this.resolver = resolver;
		this.entryPoint = entryPoint;
		this.accessDeniedHandler = accessDeniedHandler;
	}

	@Override
	public void customize(OAuth2ResourceServerConfigurer<HttpSecurity> resourceServer) {
		this.tokens.accept(resourceServer);
		resourceServer.authenticationEntryPoint(this.entryPoint).accessDeniedHandler(this.accessDeniedHandler);
		if (this.resolver != null) {
			resourceServer.bearerTokenResolver(this.resolver);
		}
	}

}
