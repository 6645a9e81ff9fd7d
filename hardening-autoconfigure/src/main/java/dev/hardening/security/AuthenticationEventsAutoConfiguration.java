package dev.hardening.security;

import dev.hardening.web.AuthenticationMechanism;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;

/**
 * Wires what is logged and counted of authentications.
 */
@AutoConfiguration
@ConditionalOnClass(AbstractAuthenticationEvent.class)
public final class AuthenticationEventsAutoConfiguration {

	@Bean
	AuthenticationEvents authenticationEvents(ObjectProvider<AuthenticationMechanism> mechanisms,
			ObjectProvider<AuthenticationOutcomes> listeners) {
		return new AuthenticationEvents(mechanisms.orderedStream().toList(), listeners.orderedStream().toList());
	}

	/**
	 * Counts where something counts.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class MetersConfiguration {

		@Bean
		AuthenticationMeters authenticationMeters(ObjectProvider<AuthenticationMechanism> mechanisms) {
			return new AuthenticationMeters(mechanisms.orderedStream().toList());
		}

	}

}
