package dev.hardening.jwt.servlet;

import dev.hardening.jwt.JwtAutoConfiguration;
import dev.hardening.web.servlet.ProblemAccessDeniedHandler;
import dev.hardening.web.servlet.ProblemAuthenticationEntryPoint;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * Lets chains accept bearer tokens.
 */
@AutoConfiguration(after = { JwtAutoConfiguration.class, OAuth2ResourceServerAutoConfiguration.class },
		beforeName = "dev.hardening.security.servlet.SecurityServletAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ BearerTokenAuthenticationToken.class, HttpSecurity.class })
public final class JwtServletAutoConfiguration {

	/**
	 * Tokens that are verified here.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(JwtDecoder.class)
	@Conditional(OnBearerCondition.class)
	static class JwtConfiguration {

		@Bean
		BearerMechanism bearerMechanism() {
			return new BearerMechanism();
		}

		@Bean
		Customizer<OAuth2ResourceServerConfigurer<HttpSecurity>> jwtCustomizer(
				ObjectProvider<ProblemAuthenticationEntryPoint> entryPoint,
				ObjectProvider<ProblemAccessDeniedHandler> accessDeniedHandler) {
			return (resourceServer) -> {
				resourceServer.jwt(Customizer.withDefaults());
				entryPoint.ifAvailable(resourceServer::authenticationEntryPoint);
				accessDeniedHandler.ifAvailable(resourceServer::accessDeniedHandler);
			};
		}

	}

	/**
	 * Tokens that another server is asked about.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(OpaqueTokenIntrospector.class)
	@ConditionalOnMissingBean(JwtDecoder.class)
	@Conditional(OnBearerCondition.class)
	static class OpaqueTokenConfiguration {

		@Bean
		BearerMechanism bearerMechanism() {
			return new BearerMechanism();
		}

		@Bean
		Customizer<OAuth2ResourceServerConfigurer<HttpSecurity>> opaqueTokenCustomizer(
				ObjectProvider<ProblemAuthenticationEntryPoint> entryPoint,
				ObjectProvider<ProblemAccessDeniedHandler> accessDeniedHandler) {
			return (resourceServer) -> {
				resourceServer.opaqueToken(Customizer.withDefaults());
				entryPoint.ifAvailable(resourceServer::authenticationEntryPoint);
				accessDeniedHandler.ifAvailable(resourceServer::accessDeniedHandler);
			};
		}

	}

}
