package dev.hardening.environment;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EnvironmentAutoConfiguration}.
 */
class EnvironmentAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EnvironmentAutoConfiguration.class));

	@Test
	void environmentWhenNothingIsSaidIsProduction() {
		this.contextRunner.run((context) -> assertThat(context.getBean(DeploymentEnvironment.class))
			.isEqualTo(DeploymentEnvironment.PRODUCTION));
	}

	@Test
	void environmentWhenDevelopmentProfileIsActiveIsDevelopment() {
		for (String profile : new String[] { "dev", "development", "local", "test", "Local" }) {
			this.contextRunner.withInitializer((context) -> context.getEnvironment().setActiveProfiles(profile))
				.run((context) -> assertThat(context.getBean(DeploymentEnvironment.class))
					.isEqualTo(DeploymentEnvironment.DEVELOPMENT));
		}
	}

	@Test
	void environmentWhenPropertyIsSetIgnoresProfiles() {
		this.contextRunner.withInitializer((context) -> context.getEnvironment().setActiveProfiles("dev"))
			.withPropertyValues("hardening.environment=Staging")
			.run((context) -> assertThat(context.getBean(DeploymentEnvironment.class))
				.isEqualTo(DeploymentEnvironment.STAGING));
	}

	@Test
	void environmentWhenPropertyIsUnknownStopsStart() {
		this.contextRunner.withPropertyValues("hardening.environment=prod")
			.run((context) -> assertThat(context.getStartupFailure())
				.hasStackTraceContaining(BindException.class.getName()));
	}

	@Test
	void environmentWhenUserPublishesItsOwnBacksOff() {
		this.contextRunner.withBean(DeploymentEnvironment.class, () -> DeploymentEnvironment.STAGING)
			.run((context) -> assertThat(context.getBean(DeploymentEnvironment.class))
				.isEqualTo(DeploymentEnvironment.STAGING));
	}

}
