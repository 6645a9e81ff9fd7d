package dev.hardening.security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.config.observation.SecurityObservationSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecurityObservationsAutoConfiguration}.
 */
class SecurityObservationsAutoConfigurationTests {

	private static final String OFF = "management.observations.enable.spring.security=false";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SecurityObservationsAutoConfiguration.class));

	@Test
	void observationsWhenOffAreTakenOutOfTheChain() {
		this.runner.withPropertyValues(OFF).run((context) -> {
			SecurityObservationSettings settings = context.getBean(SecurityObservationSettings.class);
			assertThat(settings.shouldObserveRequests()).isFalse();
			assertThat(settings.shouldObserveAuthentications()).isFalse();
			assertThat(settings.shouldObserveAuthorizations()).isFalse();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.observations.enable.spring.security=true",
			"management.observations.enable.spring.security.authentications=true",
			"management.observations.enable.spring.security.filterchains=true" })
	void observationsWhenAskedForAreLeftToSpringSecurity(String property) {
		this.runner.withPropertyValues(OFF, property)
			.run((context) -> assertThat(context).doesNotHaveBean(SecurityObservationSettings.class));
	}

	@Test
	void observationsWhenNothingIsSaidAreLeftToSpringSecurity() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(SecurityObservationSettings.class));
	}

	@Test
	void settingsOfTheUserWin() {
		SecurityObservationSettings settings = SecurityObservationSettings.withDefaults().build();
		this.runner.withPropertyValues(OFF)
			.withBean(SecurityObservationSettings.class, () -> settings)
			.run((context) -> assertThat(context.getBean(SecurityObservationSettings.class)).isSameAs(settings));
	}

	@Test
	void nothingHappensWithoutSpringSecurity() {
		this.runner.withPropertyValues(OFF)
			.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.run((context) -> assertThat(context).hasNotFailed());
	}

}
