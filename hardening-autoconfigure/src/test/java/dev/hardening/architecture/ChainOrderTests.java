package dev.hardening.architecture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.hardening.web.servlet.ChainFilter;
import dev.hardening.web.servlet.ChainStage;
import dev.hardening.web.servlet.HardeningFilterOrder;
import dev.hardening.web.servlet.WebServletAutoConfiguration;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.web.filter.CorsFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order in which a request meets the filters is a contract: headers and CORS first,
 * then what needs no identity, then authentication, then what needs it.
 */
class ChainOrderTests {

	@Test
	void stagesWhenPutIntoAUsersOwnChainAreInOrder() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SecurityAutoConfiguration.class,
					ServletWebSecurityAutoConfiguration.class, WebServletAutoConfiguration.class))
			.withUserConfiguration(OwnChain.class)
			.run((context) -> {
				List<Filter> filters = context.getBean(FilterChainProxy.class).getFilterChains().get(0).getFilters();
				List<String> names = filters.stream().map(this::name).toList();
				assertThat(names).containsSubsequence(name(HeaderWriterFilter.class), name(CorsFilter.class), "HTTPS",
						"LOCKOUT", "ADDRESS_LIMITS", "REQUEST_LIMITS", "DEADLINE", "AUTHENTICATION",
						name(AnonymousAuthenticationFilter.class), "IDENTITY_LIMITS", name(AuthorizationFilter.class));
				assertThat(names.subList(names.indexOf(name(CorsFilter.class)) + 1, names.indexOf("HTTPS"))).isEmpty();
			});
	}

	@Test
	void requestIdWhenComparedRunsOutsideTheSecurityChain() {
		assertThat(HardeningFilterOrder.REQUEST_ID).isLessThan(HardeningFilterOrder.SECURITY);
	}

	private String name(Filter filter) {
		return (filter instanceof StageFilter stage) ? stage.stage().name() : name(filter.getClass());
	}

	private String name(Class<?> type) {
		return type.getSimpleName();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class OwnChain {

		@Bean
		SecurityFilterChain ownChain(HttpSecurity http) {
			return http.cors((cors) -> cors.configurationSource((request) -> null))
				.csrf((csrf) -> csrf.disable())
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic((basic) -> {
				})
				.build();
		}

		@Bean
		static ChainFilterBeans chainFilterBeans() {
			return new ChainFilterBeans();
		}

	}

	/** Registers the stages last to first, so that only sorting can put them right. */
	static class ChainFilterBeans implements BeanDefinitionRegistryPostProcessor {

		@Override
		public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
			List<ChainStage> stages = new ArrayList<>(List.of(ChainStage.values()));
			Collections.reverse(stages);
			for (ChainStage stage : stages) {
				registry.registerBeanDefinition(stage.name(),
						BeanDefinitionBuilder
							.genericBeanDefinition(ChainFilter.class,
									() -> new ChainFilter(stage, new StageFilter(stage)))
							.getBeanDefinition());
			}
		}

	}

	record StageFilter(ChainStage stage) implements Filter {

		@Override
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			chain.doFilter(request, response);
		}

	}

}
