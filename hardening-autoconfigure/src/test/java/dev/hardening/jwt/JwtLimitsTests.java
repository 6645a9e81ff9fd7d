package dev.hardening.jwt;

import dev.hardening.secrets.SecretsAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Bounds of tokens as they are configured.
 */
class JwtLimitsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SecretsAutoConfiguration.class, JwtAutoConfiguration.class));

	@Test
	void sessionsWhenMoreThanAllowedLoseTheEldest() {
		this.runner
			.withPropertyValues("hardening.jwt.secret=q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa", "hardening.jwt.max-sessions=1")
			.run((context) -> {
				JwtTokenService service = context.getBean(JwtTokenService.class);
				IssuedTokens eldest = service.issue(JwtSubject.of("ada"));
				IssuedTokens newest = service.issue(JwtSubject.of("ada"));
				assertThat(service.refresh(newest.refreshToken()).accessToken()).isNotEmpty();
				assertThatExceptionOfType(InvalidBearerTokenException.class)
					.isThrownBy(() -> service.refresh(eldest.refreshToken()));
			});
	}

}
