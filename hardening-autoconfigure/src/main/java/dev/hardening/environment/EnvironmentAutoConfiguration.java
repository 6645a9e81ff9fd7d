package dev.hardening.environment;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Makes known to all features where the application runs, and checks the keys.
 */
@AutoConfiguration
public final class EnvironmentAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	DeploymentEnvironment deploymentEnvironment(Environment environment) {
		return DeploymentEnvironment.of(environment);
	}

	@Bean
	static UnknownPropertiesCheck unknownPropertiesCheck(ConfigurableEnvironment environment) {
		return new UnknownPropertiesCheck(environment);
	}

}
