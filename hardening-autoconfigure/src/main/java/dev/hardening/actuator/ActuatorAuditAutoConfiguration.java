package dev.hardening.actuator;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Checks what the actuator gives away.
 */
@AutoConfiguration
@ConditionalOnClass(WebEndpointProperties.class)
public final class ActuatorAuditAutoConfiguration {

	@Bean
	ActuatorAuditChecks actuatorAuditChecks(Environment environment) {
		return new ActuatorAuditChecks(environment);
	}

}
