package dev.hardening.sample.login;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The limit of resets by name where nothing is limited; what it does while it is on,
 * {@link PasswordResetFloodTests} sees over a port.
 */
class ResetLimitTests {

	private final ApplicationContextRunner studio = new ApplicationContextRunner().withBean(ResetLimit.class);

	@Test
	void limitWhenNothingIsLimitedAdmits() {
		this.studio.run((context) -> assertAdmits(context.getBean(ResetLimit.class)));
	}

	private static void assertAdmits(ResetLimit limit) {
		for (int i = 0; i < 10; i++) {
			assertThat(limit.take("alice")).isTrue();
		}
		limit.giveBack("alice");
	}

}
