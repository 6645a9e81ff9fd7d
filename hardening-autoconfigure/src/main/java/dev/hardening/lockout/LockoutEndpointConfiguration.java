package dev.hardening.lockout;

import dev.hardening.web.ClientIpProperties;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Offers the endpoint where the actuator is.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(LockoutEndpoint.class)
class LockoutEndpointConfiguration {

	@Bean
	@ConditionalOnMissingBean
	LockoutEndpoint lockoutEndpoint(Lockouts lockouts, ClientIpProperties clientIp) {
		return new LockoutEndpoint(lockouts, clientIp.ipv6Prefix());
	}

}
