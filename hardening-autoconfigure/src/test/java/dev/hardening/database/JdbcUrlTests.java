package dev.hardening.database;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JdbcUrl}.
 */
class JdbcUrlTests {

	@ParameterizedTest
	@CsvSource({ "jdbc:postgresql://db:5432/app?user=u&password=hunter2, jdbc:postgresql://db:5432/app",
			"jdbc:postgresql://u:hunter2@db/app, jdbc:postgresql://db/app",
			"jdbc:mysql://u:hunt@er2@db/app, jdbc:mysql://db/app",
			"jdbc:h2:mem:test;PASSWORD=hunter2, jdbc:h2:mem:test",
			"jdbc:oracle:thin:u/hunter2@//db:1521/x, jdbc:oracle:thin://db:1521/x",
			"jdbc:sqlserver://db:1433;user=u;password=hunter2, jdbc:sqlserver://db:1433" })
	void withoutCredentialsKeepsThePlace(String url, String shown) {
		assertThat(JdbcUrl.withoutCredentials(url)).isEqualTo(shown);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:mysql://u:hun?ter2@db/app", "jdbc:mysql://u:hun;ter2@db/app",
			"jdbc:postgresql://db/app?user=a@b&password=hunter2", "hunter2", "jdbc:hunter2", "u:hunter2@db",
			"jdbc:postgresql://u:hunter2?@db/app@x" })
	void withoutCredentialsWhenHostileShowsNoPartOfThePassword(String url) {
		assertThat(JdbcUrl.withoutCredentials(url)).doesNotContain("hun").doesNotContain("ter2");
	}

	@Test
	void withoutCredentialsWhenUnknownSaysSo() {
		assertThat(JdbcUrl.withoutCredentials(null)).isEqualTo("unknown");
	}

}
