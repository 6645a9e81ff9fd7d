package dev.hardening.shutdown.servlet;

import dev.hardening.shutdown.ShutdownAutoConfiguration;
import dev.hardening.shutdown.ShutdownProperties;
import dev.hardening.web.servlet.HardeningFilterOrder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * Closes the connections of clients while the server drains.
 */
@AutoConfiguration(after = { ShutdownAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean({ ShutdownProperties.class, ApplicationAvailability.class })
public final class ShutdownServletAutoConfiguration {

	@Bean
	FilterRegistrationBean<DrainingFilter> drainingFilter(ApplicationAvailability availability) {
		FilterRegistrationBean<DrainingFilter> registration = new FilterRegistrationBean<>(
				new DrainingFilter(availability));
		registration.setOrder(HardeningFilterOrder.DRAINING);
		return registration;
	}

}
