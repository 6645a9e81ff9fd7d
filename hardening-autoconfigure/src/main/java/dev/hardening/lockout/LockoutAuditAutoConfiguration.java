package dev.hardening.lockout;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
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
	@ConditionalOnBean(Lockouts.class)
	LockoutExplainer lockoutExplainer(Lockouts lockouts) {
		return new LockoutExplainer(lockouts);
	}

	@Bean
	LockoutAuditChecks lockoutAuditChecks(LockoutProperties properties, ObjectProvider<Lockouts> lockouts) {
		return new LockoutAuditChecks(properties, lockouts.getIfAvailable() != null);
	}

}
