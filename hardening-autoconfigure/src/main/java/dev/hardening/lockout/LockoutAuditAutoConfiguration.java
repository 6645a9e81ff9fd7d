package dev.hardening.lockout;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Wires the checks of the audit, also where nobody is locked out, which is what they have
 * to tell.
 */
@AutoConfiguration(after = LockoutAutoConfiguration.class)
@ConditionalOnWebApplication
@EnableConfigurationProperties(LockoutProperties.class)
public final class LockoutAuditAutoConfiguration {

	@Bean
	LockoutAuditChecks lockoutAuditChecks(LockoutProperties properties, ObjectProvider<Lockouts> lockouts) {
		return new LockoutAuditChecks(properties, lockouts.getIfAvailable() != null);
	}

}
