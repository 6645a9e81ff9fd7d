package dev.hardening.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who reads the history of migrations, and what it tells.
 */
class FlywayEndpointOverHttpTests {

	private static final String SOMEBODY = "m3Vq8Zt1Xy6Wc0Rb5Nk9Lp2Hs7Jd4GfA";

	private static final String OPERATOR = "k7Tn2Qw9Zr4Vb6Xc1Mh8Jp5Ls3Gd0FyE";

	private static final String PASSWORD = "c4n4ry-of-the-database";

	private static RunningApplication application;

	@BeforeAll
	static void start(@TempDir Path migrations) throws Exception {
		Files.writeString(migrations.resolve("V1__first.sql"), "create table first (id int)");
		Files.writeString(migrations.resolve("V2__second.sql"), "create table other (id int)");
		application = RunningApplication.start(Application.class, "spring.flyway.enabled=true",
				"spring.flyway.locations=filesystem:" + migrations,
				"spring.datasource.url=jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()),
				"spring.datasource.username=owner", "spring.datasource.password=" + PASSWORD,
				"hardening.api-keys.enabled=true", "hardening.api-keys.store=none",
				"hardening.api-keys.keys.somebody.value=" + SOMEBODY, "hardening.api-keys.keys.somebody.scopes=read",
				"hardening.api-keys.keys.operator.value=" + OPERATOR,
				"hardening.api-keys.keys.operator.scopes=actuator");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@ParameterizedTest
	@CsvSource({ ", 401", "wrong, 401", SOMEBODY + ", 403", OPERATOR + ", 200" })
	void historyIsReadByOperatorsOnly(String key, int status) {
		String[] headers = (key != null) ? new String[] { "X-API-Key", key } : new String[0];
		assertThat(application.get("/actuator/flyway", headers).statusCode()).isEqualTo(status);
		assertThat(application.get("/actuator/flyway/", headers).statusCode()).isNotEqualTo(200);
	}

	@Test
	void historyHasEachMigrationAndNoPassword() {
		String body = application.get("/actuator/flyway", "X-API-Key", OPERATOR).body();
		assertThat(body).doesNotContain(PASSWORD).doesNotContain("jdbc:");
		JsonNode contexts = JsonMapper.shared().readTree(body).path("contexts");
		List<JsonNode> migrations = contexts.findValues("migrations");
		assertThat(migrations).hasSize(1);
		assertThat(migrations.get(0).findValuesAsString("script")).contains("V1__first.sql", "V2__second.sql");
		assertThat(migrations.get(0)).filteredOn((one) -> one.path("script").asString().startsWith("V"))
			.hasSize(2)
			.allSatisfy((one) -> {
				assertThat(one.path("state").asString()).isEqualTo("SUCCESS");
				assertThat(one.path("installedBy").asString()).isEqualToIgnoringCase("owner");
				assertThat(one.path("installedOn").asString()).endsWith("Z");
				assertThat(one.path("checksum").isNumber()).isTrue();
			});
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
	static class Application {

	}

}
