package dev.hardening.hosts.servlet;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Checks the host on a management port of its own as well: a page that rebinds its name
 * to this machine would reach that port too.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean(name = HostsManagementContextConfiguration.FILTER, search = SearchStrategy.ANCESTORS)
class HostsManagementContextConfiguration {

	static final String FILTER = "allowedHostsFilter";

	@Bean
	FilterRegistrationBean<?> managementAllowedHostsFilter(ApplicationContext context) {
		FilterRegistrationBean<?> parent = context.getBean(FILTER, FilterRegistrationBean.class);
		return parent;
	}

}
