package dev.hardening.ratelimit;

import java.time.Clock;

import dev.hardening.web.ClientAddressResolver;
import dev.hardening.web.ClientIpProperties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Wires the checks of the audit, also where requests are not limited, which is what they
 * have to tell.
 */
@AutoConfiguration(after = RateLimitAutoConfiguration.class)
@ConditionalOnBean(ClientAddressResolver.class)
@EnableConfigurationProperties({ RateLimitProperties.class, ClientIpProperties.class })
public final class RateLimitAuditAutoConfiguration {

	@Bean
	@ConditionalOnBean(RateLimitPolicies.class)
	RateLimitExplainer rateLimitExplainer(RateLimitProperties properties, RateLimitPolicies policies) {
		return new RateLimitExplainer(properties, policies);
	}

	@Bean
	RateLimitAuditChecks rateLimitAuditChecks(RateLimitProperties properties, ClientIpProperties clientIp,
			ObjectProvider<RateLimitPolicies> policies, ObjectProvider<ClientAccess> access) {
		return new RateLimitAuditChecks(properties, clientIp, policies.getIfAvailable(), access.getIfAvailable());
	}

	@Bean
	@ConditionalOnBean(RateLimitPolicies.class)
	PolicyAuditChecks policyAuditChecks(RateLimitProperties properties, RateLimitPolicies policies) {
		return new PolicyAuditChecks(properties, policies);
	}

	@Bean
	@ConditionalOnBean(RateLimitPolicies.class)
	PolicyUseAuditCheck policyUseAuditCheck(RateLimitPolicies policies, ObjectProvider<RateLimitCounts> counts,
			ObjectProvider<Clock> clock) {
		return new PolicyUseAuditCheck(policies, counts.getIfAvailable(), clock.getIfUnique(Clock::systemUTC));
	}

	@Bean
	SharedStoreAuditChecks sharedStoreAuditChecks(RateLimitProperties properties, Environment environment,
			ObjectProvider<RateLimitStore> store) {
		return new SharedStoreAuditChecks(environment, store.getIfAvailable(), properties.redis().keySecret());
	}

}
