package dev.hardening.actuator.servlet;

import java.util.Collection;
import java.util.stream.StreamSupport;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.CorsEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.ExposableEndpoint;
import org.springframework.boot.actuate.endpoint.web.EndpointLinksResolver;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
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
			PathMappedEndpoints linked, EndpointMediaTypes mediaTypes, CorsEndpointProperties cors,
			WebEndpointProperties properties, Environment environment) {
		String basePath = properties.getBasePath();
		boolean hasLinks = properties.getDiscovery().isEnabled() && (StringUtils.hasText(basePath)
				|| ManagementPortType.get(environment) == ManagementPortType.DIFFERENT);
		return new BelowBasePathMapping(basePath, endpoints.getEndpoints(), mediaTypes, cors.toCorsConfiguration(),
				new EndpointLinksResolver(exposed(linked), basePath), hasLinks);
	}

	// Those of every kind, as the page of links shows them.
	private static Collection<ExposableEndpoint<?>> exposed(PathMappedEndpoints linked) {
		return StreamSupport.stream(linked.spliterator(), false).<ExposableEndpoint<?>>mapMulti((endpoint, exposed) -> {
			if (endpoint instanceof ExposableEndpoint<?> one) {
				exposed.accept(one);
			}
		}).toList();
	}

}
