package dev.hardening.store.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import dev.hardening.store.ConditionalOnSharedState;
import dev.hardening.store.GuardedSharedState;
import dev.hardening.store.SharedState;
import dev.hardening.store.SharedStateListener;
import dev.hardening.store.SharedStateProperties;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps shared state in the application's database, where there is one and no Redis.
 */
@AutoConfiguration(afterName = { "dev.hardening.store.redis.RedisSharedStateAutoConfiguration",
		"org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
		"org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
		"org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration" })
@ConditionalOnSharedState
@ConditionalOnClass({ JdbcClient.class, CircuitBreaker.class })
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnMissingBean(SharedState.class)
@Conditional(OnJdbcStateCondition.class)
@EnableConfigurationProperties(SharedStateProperties.class)
public final class JdbcSharedStateAutoConfiguration {

	static final StarterTable TABLE = new StarterTable("store", "hardening_shared_state");

	private static final Duration SWEEP = Duration.ofMinutes(1);

	@Bean
	@DependsOnDatabaseInitialization
	SharedStateSweeper sharedStateSweeper(DataSource dataSource, ObjectProvider<PlatformTransactionManager> managers,
			ObjectProvider<Clock> clock) {
		return new SharedStateSweeper(JdbcClient.create(dataSource), newTransaction(dataSource, managers),
				clock.getIfUnique(Clock::systemUTC), SWEEP);
	}

	@Bean
	SharedState jdbcSharedState(DataSource dataSource, ObjectProvider<PlatformTransactionManager> managers,
			SharedStateSweeper sweeper, SharedStateProperties properties, ObjectProvider<SharedStateListener> listeners,
			ObjectProvider<Clock> clock) {
		List<SharedStateListener> all = listeners.orderedStream().toList();
		return new GuardedSharedState(
				new JdbcSharedState(JdbcClient.create(dataSource), newTransaction(dataSource, managers), sweeper,
						clock.getIfUnique(Clock::systemUTC)),
				"the database", properties.retryAfterFailure(),
				() -> all.forEach((listener) -> listener.onFailure("jdbc")));
	}

	private TransactionTemplate newTransaction(DataSource dataSource,
			ObjectProvider<PlatformTransactionManager> managers) {
		TransactionTemplate template = new TransactionTemplate(
				managers.getIfUnique(() -> new JdbcTransactionManager(dataSource)));
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return template;
	}

	/**
	 * Makes the table.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Flyway.class)
	@Import(DatabaseInitializationDependencyConfigurer.class)
	static class SchemaConfiguration {

		@Bean
		StarterSchema sharedStateSchema(DataSource dataSource, ObjectProvider<Flyway> flyways,
				Environment environment) {
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
			TABLE.requireFlyway(environment, "hardening.shared-state.store", "V1__shared_state.sql",
					"where there is one instance, set hardening.shared-state.store to local");
		}

	}

}
