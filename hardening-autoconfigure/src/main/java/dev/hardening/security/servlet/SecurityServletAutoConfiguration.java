package dev.hardening.security.servlet;

import java.util.List;

import dev.hardening.security.AccessRules;
import dev.hardening.security.AccessRulesBuilder;
import dev.hardening.security.SecurityRulesProperties;
import dev.hardening.web.AuthenticationMechanism;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.servlet.AccessContribution;
import dev.hardening.web.servlet.ChainFilter;
import dev.hardening.web.servlet.ChainStage;
import dev.hardening.web.servlet.ProblemAccessDeniedHandler;
import dev.hardening.web.servlet.ProblemAuthenticationEntryPoint;
import dev.hardening.web.servlet.ProblemWriter;
import dev.hardening.web.servlet.WebServletAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.ConditionalOnDefaultWebSecurity;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Wires the rules, the answers to who may not, and the chain of an application that has
 * none of its own.
 */
@AutoConfiguration(after = WebServletAutoConfiguration.class, before = ServletWebSecurityAutoConfiguration.class,
		beforeName = {
				"org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
				"org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration" })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ SecurityFilterChain.class, HttpSecurity.class })
@EnableConfigurationProperties(SecurityRulesProperties.class)
@Import(FetchMetadataConfiguration.class)
public final class SecurityServletAutoConfiguration {

	@Bean
	ProblemAuthenticationEntryPoint problemAuthenticationEntryPoint(ObjectProvider<AuthenticationMechanism> mechanisms,
			ProblemWriter writer, ControlReporter reporter) {
		return new ProblemAuthenticationEntryPoint(mechanisms.orderedStream().toList(), writer, reporter);
	}

	@Bean
	ProblemAccessDeniedHandler problemAccessDeniedHandler(ObjectProvider<AuthenticationMechanism> mechanisms,
			ProblemWriter writer, ControlReporter reporter) {
		return new ProblemAccessDeniedHandler(mechanisms.orderedStream().toList(), writer, reporter);
	}

	@Bean
	RefusalCustomizer refusalCustomizer(ProblemAuthenticationEntryPoint entryPoint,
			ProblemAccessDeniedHandler accessDeniedHandler, ProblemWriter writer) {
		return new RefusalCustomizer(entryPoint, accessDeniedHandler, writer);
	}

	@Bean
	AccessRules accessRules(SecurityRulesProperties properties, ObjectProvider<AccessContribution> contributions,
			@Qualifier("mvcPatternParser") ObjectProvider<PathPatternParser> parser, Environment environment) {
		AccessRulesBuilder builder = new AccessRulesBuilder(
				parser.getIfAvailable(() -> PathPatternParser.defaultInstance));
		builder.rules(properties.rules());
		contributions.orderedStream().forEach((endpoint) -> add(builder, endpoint));
		List<AccessContribution> endpoints = StarterEndpoints.of(environment);
		endpoints.forEach((endpoint) -> add(builder, endpoint));
		return builder.build();
	}

	private void add(AccessRulesBuilder builder, AccessContribution endpoint) {
		builder.endpoint(endpoint.methods(), endpoint.paths(), endpoint.access());
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	UncoveredPaths uncoveredPaths(ObjectProvider<SecurityFilterChain> chains, ObjectProvider<HttpSecurity> security,
			ObjectProvider<ChainFilter> filters) {
		return new UncoveredPaths(chains, security, filters.orderedStream().toList());
	}

	/**
	 * The chain where the application has none.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnDefaultWebSecurity
	static class DefaultChainConfiguration {

		@Bean
		@Order(SecurityFilterProperties.BASIC_AUTH_ORDER)
		SecurityFilterChain hardeningSecurityFilterChain(HttpSecurity http, AccessRules rules) {
			return new DefaultChain(rules).build(http);
		}

		@Bean
		@ConditionalOnBooleanProperty(name = "hardening.health.enabled", matchIfMissing = true)
		ChainFilter probeCredentialsFilter(AccessRules rules, Environment environment) {
			return new ChainFilter(ChainStage.PROBES, ProbeCredentialsFilter.of(environment, rules));
		}

		/**
		 * What is told about routes where Spring MVC has them.
		 */
		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass(RequestMappingInfoHandlerMapping.class)
		static class RoutesConfiguration {

			@Bean
			RouteReport routeReport(AccessRules rules, ObjectProvider<HandlerMapping> mappings,
					ObjectProvider<ServletRegistrationBean<?>> servlets) {
				return new RouteReport(rules, () -> new MappedRoutes(mappings.orderedStream().toList(),
						servlets.stream().flatMap((servlet) -> servlet.getUrlMappings().stream()).toList()));
			}

			@Bean
			RouteAuditCheck routeAuditCheck(RouteReport report) {
				return new RouteAuditCheck(report);
			}

		}

	}

}
