package dev.hardening.jwt.servlet;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;

/**
 * Says which kind of bearer tokens a resource server accepts. Not itself a customizer,
 * which Spring Security would apply on its own.
 */
@FunctionalInterface
interface BearerTokens {

	void accept(OAuth2ResourceServerConfigurer<HttpSecurity> resourceServer);

}
