package dev.hardening.jwt;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Wires the checks of the audit.
 */
@AutoConfiguration(after = JwtAutoConfiguration.class)
@ConditionalOnBean(JwtSettings.class)
public final class JwtAuditAutoConfiguration {

	@Bean
	JwtAuditChecks jwtAuditChecks(JwtProperties properties, ClockWatch watch, Environment environment) {
		return new JwtAuditChecks(properties, watch, environment);
	}

}
