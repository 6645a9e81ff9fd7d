package dev.hardening.logging.servlet;

import dev.hardening.logging.AccessLog;
import dev.hardening.logging.LoggingAutoConfiguration;
import dev.hardening.logging.RequestIds;
import dev.hardening.web.ClientAddressResolver;
import dev.hardening.web.servlet.ChainFilter;
import dev.hardening.web.servlet.ChainStage;
import dev.hardening.web.servlet.HardeningFilterOrder;
import dev.hardening.web.servlet.ProblemHeaders;
import dev.hardening.web.servlet.WebServletAutoConfiguration;
import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Wires request ids, response times and the access log on the servlet stack.
 */
@AutoConfiguration(after = { LoggingAutoConfiguration.class, WebServletAutoConfiguration.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
public final class LoggingServletAutoConfiguration {

	private final ResponseTime time = new ResponseTime(System::nanoTime);

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

	/**
	 * First in its stage, so that all that is behind authentication logs the user.
	 * @return the filter
	 */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ChainFilter userIdFilter() {
		return new ChainFilter(ChainStage.IDENTITY_LIMITS, new UserIdFilter());
	}

	@Bean
	@ConditionalOnBean(AccessLog.class)
	ExchangeLog exchangeLog(AccessLog log, ClientAddressResolver addresses) {
		return new ExchangeLog(log, addresses, this.time);
	}

	@Bean
	ServletListenerRegistrationBean<ExchangeListener> exchangeListener(ObjectProvider<ExchangeLog> log) {
		return new ServletListenerRegistrationBean<>(new ExchangeListener(log.getIfAvailable()));
	}

}
