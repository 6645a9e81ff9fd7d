package dev.hardening.validation.servlet;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Wires the checks of what handlers take.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(RequestMappingInfoHandlerMapping.class)
public final class HandlerAuditAutoConfiguration {

	private static final String VALIDATOR = "org.hibernate.validator.HibernateValidator";

	@Bean
	HandlerAuditChecks handlerAuditChecks(ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
		return new HandlerAuditChecks(() -> mappings.stream()
			.flatMap((mapping) -> mapping.getHandlerMethods().values().stream())
			.distinct()
			.toList(), ClassUtils.isPresent(VALIDATOR, getClass().getClassLoader()));
	}

}
