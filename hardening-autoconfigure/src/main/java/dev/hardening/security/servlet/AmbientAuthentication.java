package dev.hardening.security.servlet;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.FormLoginConfigurer;
import org.springframework.security.config.annotation.web.configurers.HttpBasicConfigurer;
import org.springframework.security.config.annotation.web.configurers.RememberMeConfigurer;
import org.springframework.security.config.annotation.web.configurers.WebAuthnConfigurer;
import org.springframework.security.config.annotation.web.configurers.X509Configurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;

/**
 * Credentials that a browser attaches by itself, so that a page of another site can act
 * in its user's name: cookies, basic authentication, client certificates.
 */
final class AmbientAuthentication {

	private AmbientAuthentication() {
	}

	// Customizer beans of the user have been applied by the time the chain is built.
	static boolean in(HttpSecurity http) {
		return has(http, FormLoginConfigurer.class) || has(http, HttpBasicConfigurer.class)
				|| has(http, RememberMeConfigurer.class) || has(http, X509Configurer.class)
				|| has(http, WebAuthnConfigurer.class) || has(http, OAuth2LoginConfigurer.class);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static boolean has(HttpSecurity http, Class configurer) {
		return http.getConfigurer(configurer) != null;
	}

}
