package dev.hardening.sample.environment;

import java.util.HashMap;
import java.util.Map;

import dev.hardening.environment.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogs;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StudioEnvironmentTests {

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	@Test
	void secretsWhenDevelopmentAreMadeUpAndDiffer() {
		StandardEnvironment environment = process(Map.of("hardening.environment", "development"));
		String first = environment.getProperty("studio.secret-key");
		assertThat(first).hasSizeGreaterThanOrEqualTo(43)
			.isNotEqualTo(environment.getProperty("studio.signed-url-secret"));
		assertThat(process(Map.of("hardening.environment", "development")).getProperty("studio.secret-key"))
			.isNotEqualTo(first);
	}

	@Test
	void startWhenProductionHasNoSecretStops() {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> process(Map.of("hardening.environment", "production")))
			.satisfies((ex) -> assertThat(ex.fix()).contains("SECRET_KEY"));
	}

	@Test
	void startWhenProductionWouldForgetItsDataStops() {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> process(production("spring.datasource.url", "jdbc:h2:mem:studio")))
			.withMessageContaining("DATABASE_URL");
	}

	@Test
	void valuesAreConvertedToTheirUnits() {
		StandardEnvironment environment = process(
				production("DB_POOL_SIZE", "5", "DB_MAX_OVERFLOW", "7", "DB_POOL_TIMEOUT", "3", "DB_POOL_RECYCLE", "-1",
						"LOG_LEVEL", "critical", "LOG_FORMAT", "text", "CORS_DISABLE", "true", "REDIS_URL",
						"redis://cache:6379/0", "API_KEYS", "one,two", "API_KEYS_EXPIRE_AT", "2027-06-30T00:00:00Z"));
		assertThat(environment.getProperty("studio.database.pool-maximum")).isEqualTo("12");
		assertThat(environment.getProperty("studio.database.pool-timeout")).isEqualTo("3000");
		assertThat(environment.getProperty("studio.database.pool-recycle")).isEqualTo("0");
		assertThat(environment.getProperty("studio.log-level")).isEqualTo("ERROR");
		assertThat(environment.getProperty("studio.log-format")).isEqualTo("console");
		assertThat(environment.getProperty("studio.cors")).isEqualTo("false");
		assertThat(environment.getProperty("spring.data.redis.url")).isEqualTo("redis://cache:6379/0");
		assertThat(environment.getProperty("hardening.api-keys.keys.environment.value")).isEqualTo("one,two");
		assertThat(environment.getProperty("hardening.api-keys.keys.environment.expires-at"))
			.isEqualTo("2027-06-30T00:00:00Z");
	}

	@Test
	void numberWhenItIsNoneStopsTheStart() {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> process(production("DB_POOL_SIZE", "many")))
			.withMessageContaining("DB_POOL_SIZE");
	}

	@Test
	void databaseUrlIsTakenApart() {
		StandardEnvironment environment = process(production("DATABASE_URL",
				"postgresql://us%40er:p%3Aa+s@db.example.com:5433/studio?sslmode=verify-full"));
		assertThat(environment.getProperty("studio.database.url"))
			.isEqualTo("jdbc:postgresql://db.example.com:5433/studio?sslmode=verify-full");
		assertThat(environment.getProperty("studio.database.username")).isEqualTo("us@er");
		assertThat(environment.getProperty("studio.database.password")).isEqualTo("p:a+s");
	}

	@Test
	void databaseUrlOfJdbcIsLeftAlone() {
		assertThat(
				process(production("DATABASE_URL", "jdbc:postgresql://db/studio")).getProperty("studio.database.url"))
			.isEqualTo("jdbc:postgresql://db/studio");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "mysql://root:hunter2@db/studio", "postgresql://hunter2", "db:hunter2", "post gres://hunter2" })
	void databaseUrlWhenItIsNoneStopsTheStartWithoutShowingIt(String url) {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> process(production("DATABASE_URL", url)))
			.satisfies((ex) -> assertThat(ex.getMessage() + ex.fix()).doesNotContain("hunter2"));
	}

	private static Map<String, Object> production(String... namesAndValues) {
		Map<String, Object> properties = new HashMap<>(Map.of("hardening.environment", "production",
				"hardening.jwt.secret", SECRET, "hardening.signed-urls.secret", SECRET));
		for (int i = 0; i < namesAndValues.length; i += 2) {
			properties.put(namesAndValues[i], namesAndValues[i + 1]);
		}
		return properties;
	}

	private static StandardEnvironment process(Map<String, Object> properties) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		new StudioEnvironmentPostProcessor(new DeferredLogs()).postProcessEnvironment(environment,
				new SpringApplication());
		return environment;
	}

}
