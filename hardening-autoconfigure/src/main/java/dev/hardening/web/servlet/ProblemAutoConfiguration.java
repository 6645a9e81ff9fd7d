package dev.hardening.web.servlet;

import java.util.List;

import dev.hardening.web.ControlReporter;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;

/**
 * Makes every error of Spring MVC a problem.
 */
@AutoConfiguration(after = WebServletAutoConfiguration.class, before = ErrorMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
public final class ProblemAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(value = ErrorController.class, search = SearchStrategy.CURRENT)
	ProblemErrorController problemErrorController(ProblemWriter writer) {
		return new ProblemErrorController(writer);
	}

	@Bean
	WebMvcConfigurer problemExceptionResolverConfigurer(ProblemWriter writer, ObjectProvider<BodyFieldNames> names,
			ControlReporter reporter) {
		return new ProblemExceptionResolverConfigurer(new ProblemExceptionResolver(writer,
				names.getIfAvailable(() -> BodyFieldNames.AS_DECLARED), new InputRefusals(reporter)));
	}

	@Bean
	RangeProblems rangeProblems() {
		return new RangeProblems();
	}

	// A bean, so that the mappings of the actuator take it as well.
	@Bean
	MappedInterceptor emptyErrorInterceptor(ProblemWriter writer) {
		return new MappedInterceptor(null, new EmptyErrorInterceptor(writer));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JsonMapper.class)
	static class JsonNamesConfiguration {

		@Bean
		BodyFieldNames bodyFieldNames(ObjectProvider<JsonMapper> mappers) {
			return new JsonFieldNames(mappers.getIfAvailable(JsonMapper::shared));
		}

	}

	private record ProblemExceptionResolverConfigurer(HandlerExceptionResolver resolver) implements WebMvcConfigurer {

		@Override
		public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
			int index = 0;
			while (index < resolvers.size() && resolvers.get(index) instanceof ExceptionHandlerExceptionResolver) {
				index++;
			}
			resolvers.add(index, this.resolver);
		}

	}

}
