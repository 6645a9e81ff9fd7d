package dev.hardening.hosts.servlet;

import dev.hardening.environment.DeploymentEnvironment;
import dev.hardening.hosts.AllowedHosts;
import dev.hardening.hosts.HostsProperties;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.servlet.HardeningFilterOrder;
import dev.hardening.web.servlet.ProblemWriter;
import jakarta.servlet.DispatcherType;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Checks the host before all else, and answers what Spring Security's firewall rejects.
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
	static class HostsConfiguration {

		@Bean
		FilterRegistrationBean<AllowedHostsFilter> allowedHostsFilter(HostsProperties properties,
				Environment environment, ProblemWriter problems, ControlReporter reporter) {
			AllowedHosts hosts = new AllowedHosts(properties);
			if (hosts.allowsAny() && DeploymentEnvironment.of(environment) == DeploymentEnvironment.PRODUCTION) {
				logger.warn("Any Host header is accepted. List the names under which the application is served in "
						+ "hardening.hosts.allowed.");
			}
			FilterRegistrationBean<AllowedHostsFilter> registration = new FilterRegistrationBean<>(
					new AllowedHostsFilter(hosts, problems, reporter));
			registration.setOrder(HardeningFilterOrder.HOSTS);
			registration.setDispatcherTypes(DispatcherType.REQUEST);
			registration.setEnabled(!hosts.allowsAny());
			return registration;
		}

	}

	// Spring Security's own, except that a method it does not know is answered with 405
	// behind it and not with 400.
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "hardening.hosts.enabled", matchIfMissing = true)
	@ConditionalOnMissingBean(HttpFirewall.class)
	@ConditionalOnClass(DispatcherServlet.class)
	static class FirewallConfiguration {

		@Bean
		HttpFirewall httpFirewall() {
			StrictHttpFirewall firewall = new StrictHttpFirewall();
			firewall.setUnsafeAllowAnyHttpMethod(true);
			FirewallText.applyTo(firewall);
			return firewall;
		}

		@Bean
		FilterRegistrationBean<UnknownMethodFilter> unknownMethodFilter(ObjectProvider<HandlerMapping> mappings,
				ProblemWriter problems, ControlReporter reporter) {
			FilterRegistrationBean<UnknownMethodFilter> registration = new FilterRegistrationBean<>(
					new UnknownMethodFilter(SingletonSupplier.of(() -> mappings.orderedStream().toList()), problems,
							reporter));
			registration.setOrder(HardeningFilterOrder.METHODS);
			registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.FORWARD);
			return registration;
		}

	}

}
