package dev.hardening.sample.login;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Profile;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

@Configuration(proxyBeanMethods = false)
class LoginConfiguration {

	private static final Log logger = LogFactory.getLog(LoginConfiguration.class);

	@Bean
	PasswordEncoder passwordEncoder() {
		return PasswordEncoderFactories.createDelegatingPasswordEncoder();
	}

	@Bean
	@Fallback
	@Profile("development")
	ResetDelivery logOfDevelopment() {
		return (username, ticket) -> logger.info("Password reset for " + username + ", ticket " + ticket);
	}

	@Bean
	@Fallback
	@Profile("!development")
	ResetDelivery noDelivery() {
		return (username, ticket) -> logger
			.warn("A password reset was asked for, but no ResetDelivery is configured that could bring the ticket");
	}

}
