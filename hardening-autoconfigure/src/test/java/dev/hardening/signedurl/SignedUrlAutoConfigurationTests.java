package dev.hardening.signedurl;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.secrets.InvalidSecretException;
import dev.hardening.secrets.SecretsAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class SignedUrlAutoConfigurationTests {

	private static final String SECRET = "hardening.signed-urls.secret=q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SecretsAutoConfiguration.class, SignedUrlAutoConfiguration.class));

	@Test
	void serviceWhenNothingIsSetOrItIsDisabledIsAbsent() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(SignedUrlService.class));
		this.runner.withPropertyValues("hardening.signed-urls.secret=")
			.run((context) -> assertThat(context).doesNotHaveBean(SignedUrlService.class));
		this.runner.withPropertyValues(SECRET, "hardening.signed-urls.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(SignedUrlService.class));
	}

	@Test
	void serviceWhenTheUserHasOneIsTheUsers() {
		SignedUrlService own = mock(SignedUrlService.class);
		this.runner.withPropertyValues(SECRET)
			.withBean(SignedUrlService.class, () -> own)
			.run((context) -> assertThat(context.getBean(SignedUrlService.class)).isSameAs(own));
	}

	@Test
	void pathsWhenThereIsNoSecretStopTheStart() {
		this.runner.withPropertyValues("hardening.signed-urls.paths=/files/**")
			.run((context) -> assertThat(context).getFailure().rootCause().isInstanceOf(InvalidSecretException.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "secret=changeme", "previous-secrets[0]=changeme" })
	void secretWhenWeakStopsTheStart(String property) {
		this.runner.withPropertyValues(SECRET, "hardening.signed-urls." + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSecretException.class)
				.hasMessageContaining("hardening.signed-urls." + property.substring(0, property.indexOf('=')))
				.hasMessageNotContaining("changeme"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "base-url=ftp://x", "base-url=example.com", "base-url=https://x?y", "base-url=https://u@x",
			"base-url=//x", "ttl=0s" })
	void settingWhenWrongStopsTheStart(String property) {
		this.runner.withPropertyValues(SECRET, "hardening.signed-urls." + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("hardening.signed-urls." + property.substring(0, property.indexOf('='))));
	}

	@ParameterizedTest
	@CsvSource({ "https://files.example.com/, /shop, https://files.example.com/f?", "'', /shop, /shop/f?",
			"/proxied, /shop, /proxied/f?", "'', '', /f?" })
	void linkWhenSignedBeginsWithBaseUrlOrContextPath(String baseUrl, String contextPath, String start) {
		this.runner
			.withPropertyValues(SECRET, "hardening.signed-urls.base-url=" + baseUrl,
					"server.servlet.context-path=" + contextPath)
			.run((context) -> assertThat(context.getBean(SignedUrlService.class).sign("/f").url()).startsWith(start));
	}

}
