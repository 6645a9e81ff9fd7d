package dev.hardening.sample.login;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoginConfiguration}, whose passwords {@link CheapPasswords} hashes
 * with less work in all other tests.
 */
class LoginConfigurationTests {

	@Test
	void passwordIsHashedWithTheWorkThatSpringSecurityAdvises() {
		assertThat(new LoginConfiguration().passwordEncoder().encode("demo-password-1")).startsWith("{bcrypt}$2a$10$");
	}

}
