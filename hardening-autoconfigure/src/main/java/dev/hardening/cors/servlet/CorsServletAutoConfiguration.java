package dev.hardening.cors.servlet;

import dev.hardening.cors.ActuatorCors;
import dev.hardening.cors.CorsConfigurationFactory;
import dev.hardening.cors.CorsProperties;
import dev.hardening.cors.RefusedOrigins;
import dev.hardening.environment.DeploymentEnvironment;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.servlet.ProblemWriter;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.CorsEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
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
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CorsConfigurer;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Feeds Spring Security's CORS filter in every security chain, before anything is charged
 * or authenticated.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "hardening.cors.enabled", matchIfMissing = true)
@EnableConfigurationProperties(CorsProperties.class)
public final class CorsServletAutoConfiguration {

	/** The name under which Spring Security looks for the configuration. */
	private static final String SOURCE = "corsConfigurationSource";

	/** The name under which Spring Security looks for the filter. */
	private static final String FILTER = "corsFilter";

	@Bean(SOURCE)
	@ConditionalOnMissingBean(value = UrlBasedCorsConfigurationSource.class, name = SOURCE)
	UrlBasedCorsConfigurationSource corsConfigurationSource(CorsProperties properties, Environment environment,
			ObjectProvider<ActuatorCors> actuator) {
		CorsConfiguration configuration = new CorsConfigurationFactory(properties,
				DeploymentEnvironment.of(environment))
			.create();
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		// The first that matches counts.
		actuator.ifAvailable((cors) -> cors.registerWith(source));
		properties.paths().forEach((path) -> source.registerCorsConfiguration(path, configuration));
		return source;
	}

	@Bean
	Customizer<CorsConfigurer<HttpSecurity>> corsCustomizer() {
		return Customizer.withDefaults();
	}

	@Bean
	RefusedOrigins refusedOrigins() {
		return new RefusedOrigins();
	}

	@Bean
	CorsProblemHeaders corsProblemHeaders(BeanFactory beans, ObjectProvider<UrlBasedCorsConfigurationSource> sources) {
		return new CorsProblemHeaders(source(beans, sources));
	}

	private static CorsConfigurationSource source(BeanFactory beans,
			ObjectProvider<UrlBasedCorsConfigurationSource> sources) {
		return beans.containsBean(SOURCE) ? beans.getBean(SOURCE, CorsConfigurationSource.class) : sources.getObject();
	}

	/**
	 * Boot's own keys for the actuator, {@code management.endpoints.web.cors}.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ CorsEndpointProperties.class, WebEndpointProperties.class })
	@EnableConfigurationProperties({ CorsEndpointProperties.class, WebEndpointProperties.class })
	static class ActuatorCorsConfiguration {

		@Bean
		ActuatorCors actuatorCors(CorsEndpointProperties cors, WebEndpointProperties endpoints) {
			return new ActuatorCors(endpoints.getBasePath(), cors.toCorsConfiguration());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(value = CorsFilter.class, name = FILTER)
	static class CorsFilterConfiguration {

		@Bean(FILTER)
		CorsFilter corsFilter(BeanFactory beans, ObjectProvider<UrlBasedCorsConfigurationSource> sources,
				ObjectProvider<ProblemWriter> problems, ControlReporter reporter, RefusedOrigins refused) {
			CorsFilter filter = new CorsFilter(forOrigins(source(beans, sources)));
			filter.setCorsProcessor(new ProblemCorsProcessor(problems.getObject(), reporter, refused));
			return filter;
		}

		// Without an origin nothing is granted or refused: the path need not be read.
		private static CorsConfigurationSource forOrigins(CorsConfigurationSource source) {
			return (request) -> (request.getHeader(HttpHeaders.ORIGIN) != null) ? source.getCorsConfiguration(request)
					: null;
		}

		// The security chain runs the filter; the container must not run it as well.
		@Bean
		FilterRegistrationBean<CorsFilter> corsFilterRegistration(CorsFilter corsFilter) {
			FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(corsFilter);
			registration.setEnabled(false);
			return registration;
		}

	}

}
