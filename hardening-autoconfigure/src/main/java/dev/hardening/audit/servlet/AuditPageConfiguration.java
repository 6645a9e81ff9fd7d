package dev.hardening.audit.servlet;

import dev.hardening.audit.AuditPagePolicy;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * Wires the policy of the page, beside the application or on the management port.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean({ AuditPagePolicy.class, WebEndpointProperties.class })
class AuditPageConfiguration {

	@Bean
	FilterRegistrationBean<AuditPageFilter> auditPageFilter(AuditPagePolicy policy, WebEndpointProperties endpoints) {
		String path = endpoints.getPathMapping().getOrDefault("hardening", "hardening");
		FilterRegistrationBean<AuditPageFilter> registration = new FilterRegistrationBean<>(
				new AuditPageFilter(policy.value()));
		String full = endpoints.getBasePath() + "/" + path;
		registration.addUrlPatterns(full, full + "/*");
		return registration;
	}

}
