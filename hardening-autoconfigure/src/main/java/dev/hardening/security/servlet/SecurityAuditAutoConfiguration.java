package dev.hardening.security.servlet;

import dev.hardening.security.AccessRules;
import dev.hardening.security.SecurityAuditChecks;
import dev.hardening.security.SecurityExplainer;
import dev.hardening.web.AuthenticationMechanism;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.FilterChainProxy;

/**
 * Wires the checks of the audit.
 */
@AutoConfiguration(after = { SecurityServletAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class })
@ConditionalOnClass(FilterChainProxy.class)
@ConditionalOnBean(AccessRules.class)
public final class SecurityAuditAutoConfiguration {

	@Bean
	SecurityExplainer securityExplainer(AccessRules rules, ObjectProvider<AuthenticationMechanism> mechanisms,
			ListableBeanFactory beans) {
		return new SecurityExplainer(rules, mechanisms.orderedStream().map(AuthenticationMechanism::name).toList(),
				beans.containsBean("hardeningSecurityFilterChain"));
	}

	@Bean
	SecurityAuditChecks securityAuditChecks(AccessRules rules, Environment environment) {
		return new SecurityAuditChecks(rules, environment);
	}

	// The chains are asked for when the audit runs: here they may not have been built.
	@Bean
	ChainAuditChecks chainAuditChecks(ObjectProvider<FilterChainProxy> proxy, ObjectProvider<PasswordEncoder> encoders,
			ObjectProvider<AuthenticationMechanism> mechanisms, Environment environment) {
		return new ChainAuditChecks(() -> proxy.stream().flatMap((one) -> one.getFilterChains().stream()).toList(),
				encoders.stream().toList(), mechanisms.stream().findAny().isPresent(), environment);
	}

}
