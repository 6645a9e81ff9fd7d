package dev.hardening.hosts.servlet;

import java.util.EnumSet;

import dev.hardening.hosts.ForwardedTargetResolver;
import dev.hardening.hosts.HostsProperties;
import dev.hardening.hosts.HttpsPolicy;
import dev.hardening.hosts.HttpsProperties;
import dev.hardening.web.ClientAddressResolver;
import dev.hardening.web.ClientIpProperties;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.servlet.ChainFilter;
import dev.hardening.web.servlet.ChainStage;
import dev.hardening.web.servlet.HardeningFilterOrder;
import dev.hardening.web.servlet.ProblemWriter;
import jakarta.servlet.DispatcherType;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * Tells HTTPS from plain HTTP, also behind a trusted proxy, and acts on it.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties({ HttpsProperties.class, HostsProperties.class })
public final class HttpsServletAutoConfiguration {

	@Bean
	FilterRegistrationBean<ForwardedRequestFilter> forwardedRequestFilter(ClientAddressResolver clients,
			ClientIpProperties properties) {
		FilterRegistrationBean<ForwardedRequestFilter> registration = new FilterRegistrationBean<>(
				new ForwardedRequestFilter(new ForwardedTargetResolver(clients, properties.header())));
		registration.setOrder(HardeningFilterOrder.FORWARDED);
		registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
		registration.setEnabled(properties.trustedProxies() != null && !properties.trustedProxies().isEmpty());
		return registration;
	}

	@Bean
	ChainFilter httpsFilter(HttpsProperties https, HostsProperties hosts, ProblemWriter problems,
			ControlReporter reporter) {
		return new ChainFilter(ChainStage.HTTPS,
				new HttpsFilter(new HttpsPolicy(https, hosts.exemptPaths()), problems, reporter));
	}

}
