package dev.hardening.secrets;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link SecretStrength}.
 */
class SecretStrengthTests {

	private final SecretStrength strength = new SecretStrength(32);

	// The same ones each time: one in a million spells a placeholder.
	@RepeatedTest(50)
	void weaknessWhenSecretIsRandomIsUnknown(RepetitionInfo repetition) {
		byte[] bytes = new byte[32];
		new Random(repetition.getCurrentRepetition()).nextBytes(bytes);
		assertThat(this.strength.weakness(Secret.of(Base64.getEncoder().encodeToString(bytes)))).isEmpty();
		assertThat(this.strength.weakness(Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))))
			.isEmpty();
		assertThat(this.strength.weakness(Secret.of(HexFormat.of().formatHex(bytes)))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "your-secret-key-change-in-production", "your-32-char-or-longer-secret-key",
			"6HK2DZj8qL4xPRvYnM9aS7cWfT3gJbE0uNhXiYlOpQw", " 6hk2dzj8ql4xprvynm9as7cwft3gjbe0unhxiylopqw ", "change-me",
			"secret", "your-256-bit-secret", "a-string-secret-at-least-256-bits-long",
			"my-secret-token-to-change-in-production",
			"404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970",
			"super-secret-jwt-token-with-at-least-32-characters-long",
			"YOUR_SUPER_SECRET_KEY_MAKE_SURE_IT_IS_LONG_ENOUGH", "<replace with a random value of 32 bytes>",
			"${JWT_SECRET}", "CHANGE_THIS_SECRET_IN_PRODUCTION_OR_ELSE" })
	void weaknessWhenSecretIsPublishedSaysSo(String published) {
		assertThat(this.strength.weakness(Secret.of(published))).get().asString().contains("sample or placeholder");
	}

	@Test
	void weaknessWhenSecretIsShortSaysHowLong() {
		assertThat(this.strength.weakness(Secret.of("Xk2p9Vq8"))).contains("has 8 bytes, which is less than 32");
		assertThat(this.strength.weakness(Secret.of("  "))).contains("is empty");
	}

	@ParameterizedTest
	@ValueSource(strings = { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "abababababababababababababababababababab",
			"01234567890123456789012345678901", "abcdefghijklmnopqrstuvwxyz0123456789",
			"0123456789abcdef0123456789abcdef", "Xk2p9Vq8Xk2p9Vq8Xk2p9Vq8Xk2p9Vq8",
			"1111111122222222333333334444444455555555" })
	void weaknessWhenSecretIsRegularSaysSo(String regular) {
		assertThat(this.strength.weakness(Secret.of(regular))).contains("is too regular to be random");
	}

	@Test
	void requireWhenSecretIsWeakNamesKeyAndNeverValue() {
		assertThatExceptionOfType(InvalidSecretException.class)
			.isThrownBy(() -> this.strength.require("hardening.jwt.secret", Secret.of("Xk2p9Vq8")))
			.satisfies((ex) -> {
				assertThat(ex.key()).isEqualTo("hardening.jwt.secret");
				assertThat(ex.fix()).contains("32 random bytes", "openssl rand -base64 32");
				assertThat(ex.getMessage() + ex.reason() + ex.fix()).doesNotContain("Xk2p9Vq8");
			});
	}

	@Test
	void requireWhenSecretIsStrongReturns() {
		assertThatNoException()
			.isThrownBy(() -> this.strength.require("k", Secret.of("q0Vb7XhWc2ZpLr9TnYs4UeKd6MgAjF1iRo3xEwCt8Bz=")));
	}

	@Test
	void createWhenMinimumIsBelowSixteenIsRefused() {
		assertThatExceptionOfType(InvalidSecretException.class).isThrownBy(() -> new SecretStrength(15))
			.withMessageContaining("hardening.secrets.min-length");
	}

}
