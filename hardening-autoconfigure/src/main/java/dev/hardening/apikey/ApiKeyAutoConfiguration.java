package dev.hardening.apikey;

import java.time.Clock;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.hardening.environment.DeploymentEnvironment;
import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.secrets.SecretStrength;
import dev.hardening.secrets.SecretsAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.core.Authentication;

/**
 * Wires the keys of the configuration, the issued ones, and what verifies both.
 */
@AutoConfiguration(after = SecretsAutoConfiguration.class)
@ConditionalOnBooleanProperty("hardening.api-keys.enabled")
@ConditionalOnClass({ Authentication.class, Caffeine.class })
@EnableConfigurationProperties(ApiKeyProperties.class)
public final class ApiKeyAutoConfiguration {

	private final ApiKeyProperties properties;

	ApiKeyAutoConfiguration(ApiKeyProperties properties) {
		ApiKeySettings.check(properties);
		this.properties = properties;
	}

	@Bean
	StaticApiKeys staticApiKeys(SecretStrength strength) {
		return new StaticApiKeys(this.properties.keys(), strength);
	}

	@Bean
	@ConditionalOnMissingBean(ApiKeyStore.class)
	NoApiKeyStore noApiKeyStore(StaticApiKeys configured) {
		if (this.properties.store() == ApiKeyProperties.Store.JDBC && configured.isEmpty()) {
			throw new InvalidPropertyException("hardening.api-keys.store", "jdbc",
					"needs one DataSource, and there is none or several of equal rank",
					"Configure spring.datasource and add spring-boot-starter-jdbc; or declare keys under "
							+ "hardening.api-keys.keys; or declare a bean of type ApiKeyStore.");
		}
		return new NoApiKeyStore();
	}

	@Bean
	ApiKeyFormat apiKeyFormat(Environment environment) {
		return new ApiKeyFormat(this.properties.prefix(), DeploymentEnvironment.of(environment).toString());
	}

	@Bean
	ApiKeyCache apiKeyCache(ApiKeyStore store) {
		return new ApiKeyCache(store, this.properties.cacheTtl(), this.properties.cacheSize(), Ticker.systemTicker());
	}

	@Bean
	LastUsed apiKeyLastUsed(StaticApiKeys configured) {
		return new LastUsed(configured);
	}

	@Bean
	ApiKeyVerifier apiKeyVerifier(ApiKeyFormat format, StaticApiKeys configured, ApiKeyCache cache, LastUsed lastUsed) {
		return new ApiKeyVerifier(format, configured, cache, lastUsed, Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean(ApiKeyService.class)
	DefaultApiKeyService apiKeyService(ApiKeyStore store, StaticApiKeys configured, ApiKeyCache cache,
			LastUsed lastUsed, ApiKeyFormat format) {
		ApiKeyPolicy policy = new ApiKeyPolicy(this.properties.maxLifetime());
		return new DefaultApiKeyService(store, configured, cache, lastUsed, format, policy, Clock.systemUTC());
	}

	@Bean
	ApiKeyAuditChecks apiKeyAuditChecks(ApiKeyService keys) {
		return new ApiKeyAuditChecks(keys, Clock.systemUTC());
	}

	@Bean
	ApiKeyMaintenance apiKeyMaintenance(ApiKeyStore store, ApiKeyCache cache, LastUsed lastUsed) {
		return new ApiKeyMaintenance(store, cache, lastUsed, this.properties, Clock.systemUTC());
	}

}
