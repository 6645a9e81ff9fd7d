package dev.hardening.signedurl;

import dev.hardening.secrets.SecretsAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rotation of the secret as it is configured: both good at once, then the old one
 * refused.
 */
class SignedUrlRotationTests {

	private static final String FIRST = "Zk3Xw9vQ7tLm2sRf8yHb5nJd4gPc6aUe";

	private static final String SECOND = "q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SecretsAutoConfiguration.class, SignedUrlAutoConfiguration.class));

	private String link = "";

	@Test
	void linkWhenTheSecretIsRotatedIsGoodUntilThePreviousOneIsTakenAway() {
		this.runner.withPropertyValues("hardening.signed-urls.secret=" + FIRST)
			.run((context) -> this.link = context.getBean(SignedUrlService.class).sign("/files/a").url());
		assertThat(isGood("hardening.signed-urls.secret=" + SECOND, "hardening.signed-urls.previous-secrets=" + FIRST))
			.isTrue();
		assertThat(isGood("hardening.signed-urls.secret=" + SECOND)).isFalse();
	}

	private boolean isGood(String... properties) {
		boolean[] good = new boolean[1];
		String query = this.link.substring(this.link.indexOf('?') + 1);
		this.runner.withPropertyValues(properties)
			.run((context) -> good[0] = context.getBean(SignedUrlService.class)
				.verify(new PresentedUrl("GET", "/files/a", query, null, null)));
		return good[0];
	}

}
