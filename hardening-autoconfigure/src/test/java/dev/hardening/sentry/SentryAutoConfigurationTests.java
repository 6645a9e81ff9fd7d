package dev.hardening.sentry;

import java.util.HashMap;
import java.util.Map;

import dev.hardening.environment.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SentryAutoConfiguration} and {@link SentryBootDefaults}.
 */
class SentryAutoConfigurationTests {

	private static final String DSN = "https://key@example.com/1";

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SentryAutoConfiguration.class));

	@Test
	void reportsWhenSentryIsThereAreWatched() {
		this.contextRunner.run((context) -> assertThat(context).hasBean("sentryReports"));
	}

	@Test
	void contextWhenSentryIsAbsentStarts() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.sentry"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("sentryReports"));
	}

	@Test
	void defaultsWhenEnvironmentIsListedHandTheAddressOn() {
		assertThat(defaults("production")).containsEntry("sentry.dsn", DSN)
			.containsEntry("sentry.environment", "production")
			.containsEntry("sentry.send-default-pii", false)
			.containsEntry("sentry.traces-sample-rate", 0.1)
			.doesNotContainKey("sentry.enabled");
	}

	@Test
	void defaultsWhenEnvironmentIsNotListedSwitchSentryOff() {
		assertThat(defaults("development")).containsEntry("sentry.enabled", false).doesNotContainKey("sentry.dsn");
	}

	// The other key that Sentry has for profiles switches this profiler off.
	@Test
	void defaultsWhenAProfilerIsThereGiveItItsShare() {
		assertThat(defaults(new SentryBootDefaults(true), "production"))
			.containsEntry("sentry.profile-session-sample-rate", 0.1)
			.containsEntry("sentry.profile-lifecycle", "trace")
			.doesNotContainKey("sentry.profiles-sample-rate");
		assertThat(defaults("production")).doesNotContainKeys("sentry.profile-session-sample-rate",
				"sentry.profiles-sample-rate");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-0.1", "1.1", "NaN" })
	void defaultsWhenRateIsNoShareAreRefused(String rate) {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> defaults("production", "hardening.sentry.sample-rate", rate))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("hardening.sentry.sample-rate"));
	}

	@Test
	void propertiesWhenPrintedDoNotTellTheAddress() {
		this.contextRunner.withPropertyValues("hardening.sentry.dsn=" + DSN)
			.run((context) -> assertThat(context.getBean(SentryProperties.class).toString())
				.doesNotContain("example.com"));
	}

	private Map<String, Object> defaults(String deployment, String... more) {
		return defaults(new SentryBootDefaults(), deployment, more);
	}

	private Map<String, Object> defaults(SentryBootDefaults contributor, String deployment, String... more) {
		MockEnvironment environment = new MockEnvironment().withProperty("hardening.environment", deployment)
			.withProperty("hardening.sentry.dsn", DSN);
		for (int i = 0; i < more.length; i += 2) {
			environment.setProperty(more[i], more[i + 1]);
		}
		Map<String, Object> defaults = new HashMap<>();
		contributor.contribute(environment, defaults::put);
		return defaults;
	}

}
