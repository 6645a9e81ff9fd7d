package dev.hardening.jwt.servlet;

import dev.hardening.jwt.ConditionalOnJwt;
import dev.hardening.jwt.JwtAutoConfiguration;
import dev.hardening.jwt.PublicKeys;
import dev.hardening.web.servlet.AccessContribution;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.security.autoconfigure.web.servlet.ConditionalOnDefaultWebSecurity;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
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
	@Import(BearerConfiguration.class)
	static class JwtConfiguration {

		@Bean
		BearerTokens jwtBearerTokens() {
			return (resourceServer) -> resourceServer.jwt(Customizer.withDefaults());
		}

	}

	/**
	 * Tokens that another server is asked about.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(OpaqueTokenIntrospector.class)
	@ConditionalOnMissingBean(JwtDecoder.class)
	@ConditionalOnDefaultWebSecurity
	@Import(BearerConfiguration.class)
	static class OpaqueTokenConfiguration {

		@Bean
		BearerTokens opaqueBearerTokens() {
			return (resourceServer) -> resourceServer.opaqueToken(Customizer.withDefaults());
		}

	}

	/**
	 * The endpoint that publishes keys.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnJwt
	@ConditionalOnBean(PublicKeys.class)
	static class PublicKeysConfiguration {

		@Bean
		PublicKeysController publicKeysController(PublicKeys keys) {
			return new PublicKeysController(keys);
		}

		@Bean
		AccessContribution publicKeysAccess() {
			return AccessContribution.permitAll("GET", PublicKeysController.PATH);
		}

	}

}
