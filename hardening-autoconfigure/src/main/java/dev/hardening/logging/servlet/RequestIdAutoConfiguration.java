package dev.hardening.logging.servlet;

import dev.hardening.logging.RequestIdProperties;
import dev.hardening.logging.RequestIds;
import dev.hardening.web.servlet.HardeningFilterOrder;
import dev.hardening.web.servlet.ProblemHeaders;
import jakarta.servlet.DispatcherType;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * Wires request ids and response times.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(RequestIdProperties.class)
public final class RequestIdAutoConfiguration {

	private final ResponseTime time = new ResponseTime(System::nanoTime);

	@Bean
	@ConditionalOnMissingBean
	RequestIds requestIds(RequestIdProperties properties) {
		return new RequestIds(properties);
	}

	@Bean
	FilterRegistrationBean<RequestIdFilter> requestIdFilter(RequestIds ids) {
		FilterRegistrationBean<RequestIdFilter> registration = new FilterRegistrationBean<>(
				new RequestIdFilter(ids, this.time));
		registration.setOrder(HardeningFilterOrder.REQUEST_ID);
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
		return registration;
	}

	@Bean
	ProblemHeaders requestIdHeaders(RequestIds ids) {
		return new RequestIdHeaders(ids, this.time);
	}

}
