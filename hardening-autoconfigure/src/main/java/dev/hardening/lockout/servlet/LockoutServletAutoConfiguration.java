package dev.hardening.lockout.servlet;

import dev.hardening.lockout.LockoutAutoConfiguration;
import dev.hardening.lockout.Lockouts;
import dev.hardening.web.ClientAddressResolver;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.servlet.ChainFilter;
import dev.hardening.web.servlet.ChainStage;
import dev.hardening.web.servlet.ProblemWriter;
import dev.hardening.web.servlet.WebServletAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Puts the lockout before every check of a credential.
 */
@AutoConfiguration(after = { WebServletAutoConfiguration.class, LockoutAutoConfiguration.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean(Lockouts.class)
public final class LockoutServletAutoConfiguration {

	@Bean
	AuthenticationFailures authenticationFailures(Lockouts lockouts) {
		return new AuthenticationFailures(lockouts);
	}

	@Bean
	ChainFilter lockoutFilter(Lockouts lockouts, ClientAddressResolver addresses, Environment environment,
			ControlReporter reporter, ProblemWriter writer) {
		String apiKeyHeader = environment.getProperty("hardening.api-keys.header", "X-API-Key");
		return new ChainFilter(ChainStage.LOCKOUT,
				new LockoutFilter(lockouts, addresses, apiKeyHeader, reporter, writer));
	}

}
