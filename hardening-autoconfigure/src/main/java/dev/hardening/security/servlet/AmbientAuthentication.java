package dev.hardening.security.servlet;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.FormLoginConfigurer;
import org.springframework.security.config.annotation.web.configurers.HttpBasicConfigurer;
import org.springframework.security.config.annotation.web.configurers.RememberMeConfigurer;
import org.springframework.security.config.annotation.web.configurers.WebAuthnConfigurer;
import org.springframework.security.config.annotation.web.configurers.X509Configurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

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

	// By the time the configurers of the chain have been initialized: one that keeps no
	// session keeps who somebody is with the request only.
	static boolean bySessionIn(HttpSecurity http) {
		SecurityContextRepository repository = http.getSharedObject(SecurityContextRepository.class);
		return repository != null && !(repository instanceof RequestAttributeSecurityContextRepository)
				&& !(repository instanceof NullSecurityContextRepository);
	}

	static boolean isGuardedIn(HttpSecurity http) {
		return has(http, CsrfConfigurer.class);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static boolean has(HttpSecurity http, Class configurer) {
		return http.getConfigurer(configurer) != null;
	}

}
