package dev.hardening.ratelimit.servlet;

import dev.hardening.ratelimit.RateLimitAutoConfiguration;
import dev.hardening.ratelimit.RateLimitFields;
import dev.hardening.ratelimit.RateLimitPolicies;
import dev.hardening.ratelimit.RateLimits;
import dev.hardening.web.servlet.ChainFilter;
import dev.hardening.web.servlet.ChainStage;
import dev.hardening.web.servlet.ProblemWriter;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Wires the places where a servlet request meets its limits.
 */
@AutoConfiguration(after = RateLimitAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ SecurityFilterChain.class, WebMvcConfigurer.class })
@ConditionalOnBean(RateLimits.class)
public final class RateLimitServletAutoConfiguration {

	@Bean
	ServletRateLimits servletRateLimits(RateLimits limits, RateLimitFields fields, ProblemWriter problems) {
		return new ServletRateLimits(limits, fields, problems);
	}

	@Bean
	HandlerLimits handlerLimits(RateLimitPolicies policies, ObjectProvider<RequestMappingHandlerMapping> mappings,
			ListableBeanFactory beans) {
		boolean functional = beans.getBeanNamesForType(RouterFunction.class, false, false).length > 0;
		return new HandlerLimits(policies, mappings, functional);
	}

	@Bean
	ChainFilter addressLimits(ServletRateLimits limits, HandlerLimits handlers) {
		return new ChainFilter(ChainStage.ADDRESS_LIMITS, new AddressLimitFilter(limits, handlers));
	}

	@Bean
	ChainFilter identityLimits(ServletRateLimits limits) {
		return new ChainFilter(ChainStage.IDENTITY_LIMITS, new IdentityLimitFilter(limits));
	}

	@Bean
	WebMvcConfigurer rateLimitInterceptors(ServletRateLimits limits, HandlerLimits handlers) {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new RateLimitInterceptor(limits, handlers)).order(Ordered.HIGHEST_PRECEDENCE);
			}

		};
	}

}
