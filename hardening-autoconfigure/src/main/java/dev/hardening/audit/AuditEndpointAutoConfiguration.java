package dev.hardening.audit;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Wires the actuator endpoint that shows the audit.
 */
@AutoConfiguration(after = AuditAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(HardeningEndpoint.class)
public final class AuditEndpointAutoConfiguration {

	@Bean
	HardeningEndpoint hardeningEndpoint(Audit audit) {
		return new HardeningEndpoint(audit);
	}

}
