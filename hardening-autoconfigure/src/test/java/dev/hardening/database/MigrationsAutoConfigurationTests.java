package dev.hardening.database;

import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationsAutoConfiguration} and its siblings.
 */
class MigrationsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class,
				MigrationsAutoConfiguration.class, MigrationsHealthAutoConfiguration.class, PoolAutoConfiguration.class,
				DatabaseHealthAutoConfiguration.class, DatabaseAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true",
				"spring.flyway.locations=classpath:dev/hardening/database/migration");

	@Test
	void startWhenNothingIsSetAppliesMigrations() {
		this.runner.run((context) -> {
			assertThat(tables(context)).isEqualTo(2);
			assertThat(health(context, "migrationsHealthIndicator")).isEqualTo(Status.UP);
			assertThat(health(context, "poolHealthIndicator")).isEqualTo(Status.UP);
		});
	}

	@Test
	void startWhenValidatingAndPendingIsRefusedWithTheirNames() {
		this.runner.withPropertyValues("hardening.database.migrations=validate").run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).hasRootCauseInstanceOf(PendingMigrationsException.class);
			FailureAnalysis analysis = new PendingMigrationsFailureAnalyzer(null).analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("V1__first.sql", "V2__second.sql", "validate");
			assertThat(analysis.getAction()).contains("'apply'");
		});
	}

	@Test
	void startWhenValidatingAndNothingIsPendingSucceeds() {
		String url = "spring.datasource.url=jdbc:h2:mem:validated;DB_CLOSE_DELAY=-1";
		this.runner.withPropertyValues(url).run((context) -> assertThat(context).hasNotFailed());
		this.runner.withPropertyValues(url, "hardening.database.migrations=validate")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void startWhenMigrationsAreOffTouchesNothing() {
		this.runner.withPropertyValues("hardening.database.migrations=off").run((context) -> {
			assertThat(tables(context)).isZero();
			assertThat(health(context, "migrationsHealthIndicator")).isEqualTo(Status.UNKNOWN);
		});
	}

	@Test
	void strategyWhenUserHasOneIsTheUsers() {
		AtomicBoolean asked = new AtomicBoolean();
		this.runner.withPropertyValues("hardening.database.migrations=validate")
			.withBean(FlywayMigrationStrategy.class, () -> (flyway) -> asked.set(true))
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(FlywayMigrationStrategy.class);
				assertThat(asked).isTrue();
			});
	}

	@Test
	void startWhenDisabledIsBootsOwn() {
		this.runner.withPropertyValues("hardening.database.enabled=false", "hardening.database.migrations=validate")
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(FlywayMigrationStrategy.class);
				assertThat(tables(context)).isEqualTo(2);
			});
	}

	@Test
	void startWhenModeIsUnknownNamesTheKey() {
		this.runner.withPropertyValues("hardening.database.migrations=maybe")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("MigrationMode"));
	}

	@Test
	void startWhenFlywayIsAbsentHasNoStrategy() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					MigrationsAutoConfiguration.class, DatabaseAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(Flyway.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(DatabaseAuditChecks.class));
	}

	@Test
	void healthWhenMigrationsArePendingIsDown() {
		Flyway flyway = Flyway.configure()
			.dataSource("jdbc:h2:mem:pending;DB_CLOSE_DELAY=-1", "sa", "")
			.locations("classpath:dev/hardening/database/migration")
			.load();
		MigrationsHealthIndicator indicator = new MigrationsHealthIndicator(flyway);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
		flyway.migrate();
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
	}

	private int tables(AssertableApplicationContext context) {
		return new JdbcTemplate(context.getBean(DataSource.class)).queryForObject(
				"select count(*) from information_schema.tables where table_name in ('FIRST', 'OTHER')", Integer.class);
	}

	private Status health(AssertableApplicationContext context, String name) {
		return context.getBean(name, HealthIndicator.class).health().getStatus();
	}

}
