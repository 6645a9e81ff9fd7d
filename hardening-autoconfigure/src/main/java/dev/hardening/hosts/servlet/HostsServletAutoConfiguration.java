package dev.hardening.hosts.servlet;

import dev.hardening.environment.DeploymentEnvironment;
import dev.hardening.hosts.AllowedHosts;
import dev.hardening.hosts.HostsProperties;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.servlet.ProblemWriter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Checks the host in Spring Security's firewall, and answers what the firewall rejects.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(HostsProperties.class)
public final class HostsServletAutoConfiguration {

	private static final Log logger = LogFactory.getLog(HostsServletAutoConfiguration.class);

	@Bean
	@ConditionalOnMissingBean
	RequestRejectedHandler requestRejectedHandler(ProblemWriter problems, ControlReporter reporter) {
		return new ProblemRequestRejectedHandler(problems, reporter);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "hardening.hosts.enabled", matchIfMissing = true)
	@ConditionalOnMissingBean(HttpFirewall.class)
	static class FirewallConfiguration {

		@Bean
		HttpFirewall httpFirewall(HostsProperties properties, Environment environment) {
			AllowedHosts hosts = new AllowedHosts(properties);
			if (hosts.allowsAny() && DeploymentEnvironment.of(environment) == DeploymentEnvironment.PRODUCTION) {
				logger.warn("Any Host header is accepted. List the names under which the application is served in "
						+ "hardening.hosts.allowed.");
			}
			return new AllowedHostsFirewall(hosts);
		}

	}

}
