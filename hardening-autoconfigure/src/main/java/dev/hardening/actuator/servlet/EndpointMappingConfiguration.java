package dev.hardening.actuator.servlet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.CorsEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.ExposableEndpoint;
import org.springframework.boot.actuate.endpoint.web.EndpointLinksResolver;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.webmvc.actuate.endpoint.web.WebMvcEndpointHandlerMapping;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Maps the actuator's endpoints before Boot does, in the application and on a management
 * port alike.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@Order(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ DispatcherServlet.class, WebMvcEndpointHandlerMapping.class })
@ConditionalOnBean({ DispatcherServlet.class, WebEndpointsSupplier.class, PathMappedEndpoints.class })
class EndpointMappingConfiguration {

	@Bean
	@ConditionalOnMissingBean
	WebMvcEndpointHandlerMapping webEndpointServletHandlerMapping(WebEndpointsSupplier endpoints,
			PathMappedEndpoints all, EndpointMediaTypes mediaTypes, CorsEndpointProperties cors,
			WebEndpointProperties properties, Environment environment) {
		String basePath = properties.getBasePath();
		boolean hasLinks = properties.getDiscovery().isEnabled() && (StringUtils.hasText(basePath)
				|| ManagementPortType.get(environment) == ManagementPortType.DIFFERENT);
		Collection<ExposableWebEndpoint> mapped = endpoints.getEndpoints();
		return new BelowBasePathMapping(basePath, mapped, mediaTypes, cors.toCorsConfiguration(),
				new EndpointLinksResolver(linked(mapped, all), basePath), hasLinks);
	}

	// Those of every kind, in the order of Boot, which asks a supplier of each for them:
	// types that a later version of Boot no longer has.
	private static Collection<ExposableEndpoint<?>> linked(Collection<ExposableWebEndpoint> endpoints,
			PathMappedEndpoints all) {
		List<ExposableEndpoint<?>> linked = new ArrayList<>(endpoints);
		for (PathMappedEndpoint endpoint : all) {
			if (endpoint instanceof ExposableEndpoint<?> other && !(endpoint instanceof ExposableWebEndpoint)) {
				linked.add(other);
			}
		}
		return linked;
	}

}
