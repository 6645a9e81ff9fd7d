package dev.hardening.ratelimit;

import dev.hardening.web.ClientIpProperties;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
class RateLimitEndpointConfiguration {

	@Bean
	@ConditionalOnAvailableEndpoint(RateLimitEndpoint.class)
	RateLimitCounts rateLimitCounts() {
		return new RateLimitCounts();
	}

	@Bean
	@ConditionalOnAvailableEndpoint
	RateLimitEndpoint rateLimitEndpoint(RateLimitPolicies policies, RateLimitStore store, RateLimitCounts counts,
			ClientIpProperties clientIp) {
		return new RateLimitEndpoint(policies, store, counts, clientIp.ipv6Prefix());
	}

}
