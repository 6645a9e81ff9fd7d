package dev.hardening.store;

import java.util.Map;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.jwt.JwtAutoConfiguration;
import dev.hardening.jwt.TokenRevocationStore;
import dev.hardening.secrets.SecretsAutoConfiguration;
import dev.hardening.signedurl.SignedUrlAutoConfiguration;
import dev.hardening.signedurl.SingleUseStore;
import dev.hardening.store.jdbc.JdbcSharedStateAutoConfiguration;
import dev.hardening.store.redis.RedisSharedStateAutoConfiguration;
import dev.hardening.test.RealRedis;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Where shared state is kept, and where there is none.
 */
class SharedStateAutoConfigurationTests {

	private static final String LINKS = "hardening.signed-urls.secret=Zk3Xw9vQ7tLm2sRf8yHb5nJd4gPc6aUe";

	private static final String TOKENS = "hardening.jwt.secret=q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa";

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SecretsAutoConfiguration.class, DataRedisAutoConfiguration.class,
				RedisSharedStateAutoConfiguration.class, JdbcSharedStateAutoConfiguration.class,
				SharedStateAutoConfiguration.class, SharedStateMetricsAutoConfiguration.class,
				MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
				JwtAutoConfiguration.class, SignedUrlAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.bare
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true");

	@Test
	void stateWhenNothingHasAnyIsNotThere() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(SharedState.class));
		this.runner.withPropertyValues(TOKENS, "hardening.jwt.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(SharedState.class));
		this.runner.withPropertyValues(LINKS, "hardening.signed-urls.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(SharedState.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { TOKENS, LINKS })
	void stateWhenThereIsADatabaseIsKeptInIt(String feature) {
		this.runner.withPropertyValues(feature)
			.run((context) -> assertThat(context).hasSingleBean(SharedState.class).hasBean("jdbcSharedState"));
	}

	@Test
	void stateWhenThereIsNeitherDatabaseNorRedisIsInMemory() {
		this.bare.withPropertyValues(TOKENS, LINKS).run((context) -> {
			assertThat(context).doesNotHaveBean(SharedState.class);
			assertThat(context.getBean(TokenRevocationStore.class).getClass().getSimpleName()).startsWith("InMemory");
			assertThat(context.getBean(SingleUseStore.class).getClass().getSimpleName()).startsWith("InMemory");
		});
	}

	@Test
	void stateWhenSetToLocalIsInMemory() {
		this.runner.withPropertyValues(TOKENS, "hardening.shared-state.store=local")
			.run((context) -> assertThat(context).doesNotHaveBean(SharedState.class));
	}

	@Test
	void stateWhenTheTableCannotBeMadeIsInMemoryUnlessTheUserSaysOtherwise() {
		ApplicationContextRunner without = this.runner.withPropertyValues(TOKENS)
			.withClassLoader(new FilteredClassLoader(Flyway.class));
		without.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SharedState.class));
		without.withPropertyValues("hardening.shared-state.store=jdbc")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("hardening.shared-state.store")
				.hasMessageContaining("Flyway"));
		without.withPropertyValues("hardening.shared-state.store=jdbc", "hardening.database.migrations=off")
			.run((context) -> assertThat(context).hasSingleBean(SharedState.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "redis", "jdbc" })
	void stateWhenTheStoreIsNotThereStopsTheStart(String store) {
		this.bare.withClassLoader(new FilteredClassLoader("org.springframework.data.redis"))
			.withPropertyValues(TOKENS, "hardening.shared-state.store=" + store)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("hardening.shared-state.store"));
	}

	@Test
	void stateWhenThereIsARedisIsKeptInItRatherThanInTheDatabase() {
		try (RealRedis redis = RealRedis.start()) {
			String url = "spring.data.redis.url=redis://127.0.0.1:" + redis.port();
			this.runner.withPropertyValues(TOKENS, url)
				.run((context) -> assertThat(context).hasSingleBean(SharedState.class).hasBean("redisSharedState"));
			this.runner.withPropertyValues(TOKENS, url, "hardening.shared-state.store=jdbc")
				.run((context) -> assertThat(context).hasSingleBean(SharedState.class).hasBean("jdbcSharedState"));
		}
	}

	@Test
	void timeWhenItMakesNoSenseStopsTheStart() {
		this.runner
			.withPropertyValues(TOKENS, "hardening.shared-state.store=redis", "hardening.shared-state.timeout=0s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("hardening.shared-state.timeout"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "two words:", "\u00e4:", "line\nbreak", "tab\t" })
	void keyPrefixWhenItMakesNoSenseStopsTheStart(String prefix) {
		this.runner.withPropertyValues(TOKENS, "hardening.shared-state.store=redis")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("prefix", Map.of("hardening.shared-state.key-prefix", prefix))))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class, (ex) -> {
					assertThat(ex).hasMessageContaining("hardening.shared-state.key-prefix");
					assertThat(ex.fix()).contains("studio:");
				}));
	}

	@Test
	void keyPrefixWhenLongStopsTheStart() {
		this.runner
			.withPropertyValues(TOKENS, "hardening.shared-state.store=redis",
					"hardening.shared-state.key-prefix=" + "a".repeat(101))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("hardening.shared-state.key-prefix"));
	}

	@Test
	void stateWhenTheUsersOwnWins() {
		this.runner.withUserConfiguration(OwnState.class)
			.withPropertyValues(TOKENS, "hardening.shared-state.store=jdbc")
			.run((context) -> assertThat(context).hasSingleBean(SharedState.class).doesNotHaveBean("jdbcSharedState"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnState {

		@Bean
		SharedState ownState() {
			return mock(SharedState.class);
		}

	}

}
