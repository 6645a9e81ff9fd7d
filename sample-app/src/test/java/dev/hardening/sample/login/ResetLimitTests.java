package dev.hardening.sample.login;

import dev.hardening.ratelimit.RateLimiter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

/**
 * The limit of resets by name where an operator has switched it off; what it does while
 * it is on, {@link PasswordResetFloodTests} sees over a port.
 */
class ResetLimitTests {

	private final ApplicationContextRunner studio = new ApplicationContextRunner().withBean(ResetLimit.class);

	@Test
	void limitWhenNothingIsLimitedAdmits() {
		this.studio.run((context) -> assertAdmits(context.getBean(ResetLimit.class)));
	}

	@Test
	void limitWhenItsPolicyIsOffAdmitsAndAsksNothing() {
		// There is no such policy then, and asking for it would fail.
		RateLimiter limiter = mock(RateLimiter.class);
		this.studio.withBean(RateLimiter.class, () -> limiter)
			.withPropertyValues("hardening.rate-limit.policies.password-reset-name.enabled=false")
			.run((context) -> assertAdmits(context.getBean(ResetLimit.class)));
		verifyNoInteractions(limiter);
	}

	private static void assertAdmits(ResetLimit limit) {
		for (int i = 0; i < 10; i++) {
			assertThat(limit.take("alice")).isTrue();
		}
		limit.giveBack("alice");
	}

}
