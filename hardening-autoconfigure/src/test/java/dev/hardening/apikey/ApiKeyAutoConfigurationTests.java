package dev.hardening.apikey;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hardening.apikey.jdbc.ApiKeyJdbcAutoConfiguration;
import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.secrets.InvalidSecretException;
import dev.hardening.secrets.SecretsAutoConfiguration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class ApiKeyAutoConfigurationTests {

	private static final String VALUE = "m3Vq8Zt1Xy6Wc0Rb5Nk9Lp2Hs7Jd4GfA";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SecretsAutoConfiguration.class, ApiKeyJdbcAutoConfiguration.class,
				ApiKeyAutoConfiguration.class))
		.withPropertyValues("hardening.api-keys.enabled=true");

	private final ApplicationContextRunner withDatabase = this.runner
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true");

	@Test
	void keysWhenNotEnabledAreOff() {
		this.withDatabase.withPropertyValues("hardening.api-keys.enabled=")
			.run((context) -> assertThat(context).doesNotHaveBean(ApiKeyService.class));
	}

	@Test
	void keysWhenCaffeineIsAbsentAreOff() {
		this.withDatabase.withClassLoader(new FilteredClassLoader(Caffeine.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ApiKeyService.class));
	}

	@Test
	void storeWhenThereIsADataSourceIsItsTableBesideTheUsersFlyway() {
		this.withDatabase.run((context) -> {
			assertThat(context).hasSingleBean(Flyway.class);
			ApiKeyService service = context.getBean(ApiKeyService.class);
			IssuedApiKey key = service.issue(NewApiKey.named("one"));
			assertThat(service.list()).extracting(ApiKey::id).containsExactly(key.id());
		});
	}

	@Test
	void storeWhenTheUserHasOneIsTheUsers() {
		this.withDatabase.withBean(ApiKeyStore.class, MemoryApiKeyStore::new)
			.run((context) -> assertThat(context.getBean(ApiKeyStore.class)).isInstanceOf(MemoryApiKeyStore.class));
	}

	@Test
	void storeWhenFlywayIsAbsentSaysWhatToDo() {
		ApplicationContextRunner noFlyway = this.withDatabase.withClassLoader(new FilteredClassLoader(Flyway.class));
		noFlyway.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOfSatisfying(InvalidPropertyException.class,
					(ex) -> assertThat(ex.fix()).contains("spring-boot-starter-flyway", "V1__api_keys.sql")));
		noFlyway.withPropertyValues("hardening.database.migrations=off")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void storeWhenThereIsNoDataSourceNeedsConfiguredKeys() {
		this.runner.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(InvalidPropertyException.class)
			.hasMessageContaining("hardening.api-keys.store"));
		this.runner.withPropertyValues("hardening.api-keys.keys.a.value=" + VALUE)
			.run((context) -> assertThat(context.getBean(ApiKeyService.class).list()).hasSize(1));
	}

	@Test
	void configuredValueWhenEmptyDeclaresNothingAndWhenManyDeclaresEach() {
		this.runner
			.withPropertyValues("hardening.api-keys.store=none", "hardening.api-keys.keys.a.value=",
					"hardening.api-keys.keys.b.value=" + VALUE + ", " + VALUE.replace('m', 'n'))
			.run((context) -> assertThat(context.getBean(ApiKeyService.class).list()).extracting(ApiKey::id)
				.containsExactly("b", "b-2"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "keys.a.value=short", "keys.a.value=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
			"keys.a.hash=abc", "keys.a.tier=pro" })
	void configuredKeyWhenWeakOrIncompleteStopsTheStartWithoutItsValue(String property) {
		String value = property.substring(property.indexOf('=') + 1);
		this.runner.withPropertyValues("hardening.api-keys." + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSecretException.class)
				.hasMessageContaining("hardening.api-keys.keys.a")
				.hasMessageNotContaining(value));
	}

	@ParameterizedTest
	@ValueSource(strings = { "header=X API Key", "header=authorization", "prefix=H", "prefix=h-k", "cache-ttl=0s",
			"cache-size=0", "change-poll=-1s", "last-used-interval=0s", "max-lifetime=0s", "keys.b.scopes=a b" })
	void settingWhenWrongStopsTheStart(String property) {
		this.runner.withPropertyValues("hardening.api-keys.keys.b.value=" + VALUE, "hardening.api-keys." + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("hardening.api-keys." + property.substring(0, property.indexOf('='))));
	}

}
