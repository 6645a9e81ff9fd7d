package dev.hardening.health;

import dev.hardening.environment.DeploymentEnvironment;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Up: a wrong value of any property of the starter stops the start, so an application
 * that answers has a valid configuration. It is listed so that whoever reads the probe
 * need not know that.
 */
class ConfigHealthIndicator extends AbstractHealthIndicator {

	private final DeploymentEnvironment environment;

	ConfigHealthIndicator(DeploymentEnvironment environment) {
		this.environment = environment;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.up().withDetail("environment", this.environment.toString());
	}

}
