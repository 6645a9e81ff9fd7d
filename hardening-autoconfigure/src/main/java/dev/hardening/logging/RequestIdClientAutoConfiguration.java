package dev.hardening.logging;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Hands the request id on with what the application asks of other services by the clients
 * that it builds from Boot's builders.
 */
@AutoConfiguration(after = LoggingAutoConfiguration.class)
@ConditionalOnClass(RestClientCustomizer.class)
public final class RequestIdClientAutoConfiguration {

	@Bean
	RestClientCustomizer requestIdRestClientCustomizer(RequestIds ids) {
		RequestIdInterceptor interceptor = new RequestIdInterceptor(ids.header());
		return (builder) -> builder.requestInterceptor(interceptor);
	}

	@Bean
	RestTemplateCustomizer requestIdRestTemplateCustomizer(RequestIds ids) {
		RequestIdInterceptor interceptor = new RequestIdInterceptor(ids.header());
		return (template) -> template.getInterceptors().add(interceptor);
	}

}
