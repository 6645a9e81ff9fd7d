package dev.hardening.secrets;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.ConfigurableEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecretsAutoConfiguration}.
 */
class SecretsAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SecretsAutoConfiguration.class));

	@Test
	void policyWhenNamesAreConfiguredAddsThem() {
		this.contextRunner.withPropertyValues("hardening.secrets.redact=tax-number")
			.run((context) -> assertThat(context.getBean(RedactionPolicy.class)).satisfies((policy) -> {
				assertThat(policy.isSensitive("taxNumber")).isTrue();
				assertThat(policy.isSensitive("password")).isTrue();
			}));
	}

	@Test
	void policyWhenUserPublishesItsOwnBacksOff() {
		RedactionPolicy own = RedactionPolicy.builtIn();
		this.contextRunner.withBean(RedactionPolicy.class, () -> own)
			.run((context) -> assertThat(context.getBean(RedactionPolicy.class)).isSameAs(own));
	}

	@Test
	void strengthWhenMinimumIsConfiguredDemandsIt() {
		Secret secret = Secret.of("q0Vb7XhWc2ZpLr9TnYs4UeKd6MgAjF1i");
		this.contextRunner
			.run((context) -> assertThat(context.getBean(SecretStrength.class).weakness(secret)).isEmpty());
		this.contextRunner.withPropertyValues("hardening.secrets.min-length=64")
			.run((context) -> assertThat(context.getBean(SecretStrength.class).weakness(secret)).isPresent());
		this.contextRunner.withPropertyValues("hardening.secrets.min-length=8")
			.run((context) -> assertThat(context).getFailure().hasRootCauseInstanceOf(InvalidSecretException.class));
	}

	@Test
	void sanitizingFunctionWhenActuatorIsAbsentIsNotPublished() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(SanitizingFunction.class))
			.run((context) -> assertThat(context).hasSingleBean(RedactionPolicy.class)
				.doesNotHaveBean("redactionSanitizingFunction"));
	}

	@Test
	void environmentEndpointWhenToldToAlwaysShowValuesMasksSecrets() {
		this.contextRunner
			.withPropertyValues("spring.datasource.password=hunter2", "some.url=redis://u:hunter2@h", "some.name=demo")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new FileVariablesPropertySource(
						Map.of("SSL_CERT", new FileVariable("SSL_CERT_FILE", "/nowhere")), null)))
			.run((context) -> {
				String shown = String.valueOf(new EnvironmentEndpoint(context.getBean(ConfigurableEnvironment.class),
						List.copyOf(context.getBeansOfType(SanitizingFunction.class).values()), Show.ALWAYS)
					.environment("some|password|SSL")
					.getPropertySources()
					.stream()
					.flatMap((source) -> source.getProperties().entrySet().stream())
					.map((entry) -> entry.getKey() + "=" + entry.getValue().getValue())
					.toList());
				assertThat(shown)
					.contains("SSL_CERT=******", "some.name=demo", "spring.datasource.password=******",
							"some.url=redis://u:******@h")
					.doesNotContain("hunter2");
			});
	}

}
