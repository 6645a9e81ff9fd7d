package dev.hardening.sample.login;

import java.util.List;
import java.util.Map;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.jwt.JwtProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TotpSecrets}.
 */
class TotpSecretsTests {

	private static final String FIRST = "q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa";

	private static final String SECOND = "Zk3Xw9vQ7tLm2sRf8yHb5nJd4gPc6aUe";

	private static final String SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

	@Test
	void secretWhenClosedIsUnreadableAndDifferentEachTime() {
		TotpSecrets secrets = secrets(FIRST);
		String closed = secrets.close(1, SECRET);
		assertThat(closed).doesNotContain(SECRET).hasSizeLessThan(255).isNotEqualTo(secrets.close(1, SECRET));
		assertThat(secrets.open(1, closed)).isEqualTo(SECRET);
		assertThat(secrets.isOutdated(closed)).isFalse();
	}

	@Test
	void secretWhenGivenToAnotherAccountOrChangedIsNoSecret() {
		TotpSecrets secrets = secrets(FIRST);
		String closed = secrets.close(1, SECRET);
		assertThat(secrets.open(2, closed)).isNull();
		assertThat(secrets.open(11, closed)).isNull();
		for (int i = 0; i < closed.length(); i++) {
			char other = (closed.charAt(i) == 'A') ? 'w' : 'A';
			String changed = closed.substring(0, i) + other + closed.substring(i + 1);
			assertThat(secrets.open(1, changed)).as("another character at %d", i).isNull();
		}
	}

	@Test
	void keyWhenRotatedOpensUntilItIsTakenAway() {
		String closed = secrets(FIRST).close(1, SECRET);
		TotpSecrets rotated = secrets(SECOND, FIRST);
		assertThat(rotated.open(1, closed)).isEqualTo(SECRET);
		assertThat(rotated.isOutdated(closed)).isTrue();
		String renewed = rotated.close(1, SECRET);
		TotpSecrets later = secrets(SECOND);
		assertThat(later.open(1, closed)).isNull();
		assertThat(later.open(1, renewed)).isEqualTo(SECRET);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { SECRET, "1:" + SECRET, "", "v1:", "v1:AAAA", "v1:" + SECRET, "v1:?", "v1:=", "v2:" + SECRET })
	void secretWhenItWasNeverClosedIsNoSecret(String text) {
		assertThat(secrets(FIRST).open(1, text)).isNull();
		assertThat(secrets(FIRST).isOutdated(text)).isTrue();
	}

	@Test
	void keyWhenThereIsNoneStopsTheStart() {
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(TotpSecretsTests::secrets)
			.withMessageContaining("hardening.jwt.secret");
	}

	private static TotpSecrets secrets(String... secrets) {
		Map<String, Object> properties = Map.of("hardening.jwt.secret", (secrets.length > 0) ? secrets[0] : "",
				"hardening.jwt.previous-secrets", (secrets.length > 1) ? List.of(secrets[1]) : List.of());
		return new TotpSecrets(new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("hardening.jwt",
				JwtProperties.class));
	}

}
