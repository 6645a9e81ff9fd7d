package dev.hardening.environment;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Makes known to all features where the application runs.
 */
@AutoConfiguration
public final class EnvironmentAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	DeploymentEnvironment deploymentEnvironment(Environment environment) {
		return DeploymentEnvironment.of(environment);
	}

}
