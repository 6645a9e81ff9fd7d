package dev.hardening.apikey.jdbc;

import javax.sql.DataSource;

import dev.hardening.apikey.ApiKeyAutoConfiguration;
import dev.hardening.apikey.ApiKeyStore;
import dev.hardening.store.jdbc.Migrations;
import dev.hardening.store.jdbc.StarterSchema;
import dev.hardening.store.jdbc.StarterTable;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps issued keys in the application's database.
 */
@AutoConfiguration(before = ApiKeyAutoConfiguration.class,
		afterName = { "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
				"org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
				"org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration" })
@ConditionalOnBooleanProperty("hardening.api-keys.enabled")
@ConditionalOnProperty(name = "hardening.api-keys.store", havingValue = "jdbc", matchIfMissing = true)
@ConditionalOnClass(JdbcClient.class)
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnMissingBean(ApiKeyStore.class)
public final class ApiKeyJdbcAutoConfiguration {

	static final StarterTable TABLE = new StarterTable("apikey", "hardening_api_key");

	@Bean
	@DependsOnDatabaseInitialization
	JdbcApiKeyStore jdbcApiKeyStore(DataSource dataSource, ObjectProvider<PlatformTransactionManager> managers) {
		PlatformTransactionManager manager = managers.getIfUnique(() -> new JdbcTransactionManager(dataSource));
		return new JdbcApiKeyStore(JdbcClient.create(dataSource), new TransactionTemplate(manager));
	}

	/**
	 * Makes the table.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Flyway.class)
	@Import(DatabaseInitializationDependencyConfigurer.class)
	static class SchemaConfiguration {

		@Bean
		StarterSchema apiKeySchema(DataSource dataSource, ObjectProvider<Flyway> flyways, Environment environment) {
			return StarterSchema.beside(dataSource, flyways, TABLE, Migrations.of(environment));
		}

	}

	/**
	 * Refuses to guess whether the table exists.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("org.flywaydb.core.Flyway")
	static class NoFlywayConfiguration {

		NoFlywayConfiguration(Environment environment) {
			TABLE.requireFlyway(environment, "hardening.api-keys.store", "V1__api_keys.sql",
					"where the keys of the configuration are enough, set hardening.api-keys.store to none");
		}

	}

}
