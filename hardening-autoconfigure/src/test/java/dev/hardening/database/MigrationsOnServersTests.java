package dev.hardening.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.hardening.test.RealPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Migrations when an application starts, in each mode, on the database of development and
 * on that of production.
 */
@ExtendWith(OutputCaptureExtension.class)
class MigrationsOnServersTests {

	private static RealPostgres postgres;

	@TempDir
	private Path migrations;

	private String schema;

	@BeforeAll
	static void startPostgres() {
		postgres = RealPostgres.start();
	}

	@AfterAll
	static void stopPostgres() {
		postgres.close();
	}

	@BeforeEach
	void prepare() throws Exception {
		this.schema = "s" + UUID.randomUUID().toString().replace("-", "");
		write("V1__first.sql", "create table first (id int)");
		write("V2__second.sql", "create table other (id int)");
	}

	@ParameterizedTest
	@EnumSource
	void applyAppliesWhatIsPending(Product product) {
		start(product, "apply").close();
		assertThat(rows(product, "first")).isZero();
		assertThat(rows(product, "other")).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void validateRefusesToStartWhileAnyIsPendingAndWritesNothing(Product product, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(product, "validate"));
		assertThat(output.toString()).contains("APPLICATION FAILED TO START", "hardening.database.migrations",
				"V1__first.sql", "V2__second.sql", "set hardening.database.migrations to 'apply'");
		assertThat(exists(product, "first")).isFalse();
		assertThat(exists(product, "flyway_schema_history")).isFalse();
		start(product, "apply").close();
		start(product, "validate").close();
	}

	@ParameterizedTest
	@EnumSource
	void validateRefusesWhatWasChangedAfterItWasApplied(Product product) throws Exception {
		start(product, "apply").close();
		write("V2__second.sql", "create table another (id int)");
		assertThatException().isThrownBy(() -> start(product, "validate"))
			.havingRootCause()
			.withMessageContaining("checksum mismatch");
	}

	@ParameterizedTest
	@EnumSource
	void offTouchesNothing(Product product) {
		start(product, "off").close();
		assertThat(exists(product, "first")).isFalse();
		assertThat(exists(product, "flyway_schema_history")).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void failedMigrationStopsTheStartAndNamesTheScript(Product product, CapturedOutput output) throws Exception {
		write("V3__third.sql", "create table third (id int);\ninsert into nothing_here values (1);");
		assertThatException().isThrownBy(() -> start(product, "apply"));
		assertThat(output.toString()).contains("V3__third.sql").containsIgnoringCase("nothing_here");
		if (product == Product.POSTGRESQL) {
			assertThat(exists(product, "third")).as("a migration is one transaction").isFalse();
			write("V3__third.sql", "create table third (id int);");
			start(product, "apply").close();
			assertThat(exists(product, "third")).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource
	void instancesThatStartAtOnceApplyEachOnce(Product product) throws Exception {
		write("V3__third.sql", "create table third (id int);\ninsert into third values (1);");
		List<CompletableFuture<Void>> starts = Stream
			.generate(() -> CompletableFuture.runAsync(() -> startBesideOthers(product)))
			.limit(3)
			.toList();
		for (CompletableFuture<Void> start : starts) {
			start.get();
		}
		assertThat(rows(product, "third")).isOne();
		assertThat(rows(product, "flyway_schema_history")).isGreaterThanOrEqualTo(3);
	}

	// Without the start of a whole application, of which a process has one.
	private void startBesideOthers(Product product) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class,
					MigrationsAutoConfiguration.class, DatabaseAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + product.url(this.schema),
					"spring.datasource.username=" + product.user(), "spring.datasource.password=" + product.user(),
					"spring.datasource.hikari.maximum-pool-size=2",
					"spring.flyway.locations=filesystem:" + this.migrations)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private void write(String name, String sql) throws Exception {
		Files.writeString(this.migrations.resolve(name), sql);
	}

	private ConfigurableApplicationContext start(Product product, String mode) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run("--hardening.environment=staging", "--hardening.logging.format=console",
					"--hardening.database.migrations=" + mode, "--spring.datasource.url=" + product.url(this.schema),
					"--spring.datasource.username=" + product.user(), "--spring.datasource.password=" + product.user(),
					"--spring.datasource.hikari.maximum-pool-size=2",
					"--spring.flyway.locations=filesystem:" + this.migrations, "--spring.main.banner-mode=off");
	}

	private JdbcTemplate template(Product product) {
		return new JdbcTemplate(new DriverManagerDataSource(product.url(this.schema), product.user(), product.user()));
	}

	private int rows(Product product, String table) {
		return template(product).queryForObject("select count(*) from " + product.name(table), Integer.class);
	}

	private boolean exists(Product product, String table) {
		try {
			rows(product, table);
			return true;
		}
		catch (DataAccessException ex) {
			return false;
		}
	}

	private enum Product {

		H2, POSTGRESQL;

		String url(String schema) {
			return (this == H2) ? "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=60000".formatted(schema)
					: "%s?currentSchema=%s".formatted(postgres.jdbcUrl(), schema);
		}

		String user() {
			return (this == H2) ? "sa" : postgres.username();
		}

		// Flyway quotes the name of its table.
		String name(String table) {
			return '"' + ((this == H2 && !table.startsWith("flyway")) ? table.toUpperCase(Locale.ROOT) : table) + '"';
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
	static class Application {

	}

}
