package dev.hardening.logging.webclient;

import dev.hardening.logging.LoggingAutoConfiguration;
import dev.hardening.logging.RequestIds;
import io.micrometer.context.ThreadLocalAccessor;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Hands the request id on with what the application asks of other services by a
 * {@code WebClient} that it builds from Boot's builder.
 */
@AutoConfiguration(after = LoggingAutoConfiguration.class)
@ConditionalOnClass({ WebClientCustomizer.class, ThreadLocalAccessor.class })
public final class RequestIdWebClientAutoConfiguration {

	@Bean
	WebClientCustomizer requestIdWebClientCustomizer(RequestIds ids) {
		RequestIdExchangeFilter filter = new RequestIdExchangeFilter(ids.header());
		return (builder) -> builder.filter(filter);
	}

}
