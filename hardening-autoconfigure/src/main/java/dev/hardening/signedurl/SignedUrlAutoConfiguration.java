package dev.hardening.signedurl;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.secrets.InvalidSecretException;
import dev.hardening.secrets.Secret;
import dev.hardening.secrets.SecretStrength;
import dev.hardening.secrets.SecretsAutoConfiguration;
import dev.hardening.store.SharedState;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/**
 * Wires what signs and verifies links.
 */
@AutoConfiguration(after = SecretsAutoConfiguration.class,
		afterName = { "dev.hardening.store.jdbc.JdbcSharedStateAutoConfiguration",
				"dev.hardening.store.redis.RedisSharedStateAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "hardening.signed-urls.enabled", matchIfMissing = true)
@Conditional(OnSignedUrlsCondition.class)
@EnableConfigurationProperties(SignedUrlProperties.class)
public final class SignedUrlAutoConfiguration {

	private static final int SINGLE_USE_SIZE = 100_000;

	@Bean
	@ConditionalOnMissingBean
	SingleUseStore singleUseStore(ObjectProvider<SharedState> shared) {
		SharedState state = shared.getIfUnique();
		return (state != null) ? new SharedSingleUseStore(state)
				: new InMemorySingleUseStore(SINGLE_USE_SIZE, Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean(SignedUrlService.class)
	HmacSignedUrlService signedUrlService(SignedUrlProperties properties, SecretStrength strength,
			SingleUseStore singleUse, Environment environment) {
		if (properties.ttl().toSeconds() < 1) {
			throw new InvalidPropertyException("hardening.signed-urls.ttl", properties.ttl(), "is less than a second",
					"Use for example 15m or 1h.");
		}
		String base = BaseUrl.of(properties.baseUrl(), environment.getProperty("server.servlet.context-path", ""));
		return new HmacSignedUrlService(new UrlSigner(secrets(properties, strength)), singleUse, properties.ttl(), base,
				Clock.systemUTC());
	}

	private List<Secret> secrets(SignedUrlProperties properties, SecretStrength strength) {
		Secret secret = properties.secret();
		if (secret == null || secret.isEmpty()) {
			throw new InvalidSecretException("hardening.signed-urls.secret",
					"is not set, so that no link to hardening.signed-urls.paths could ever be valid",
					"Set it to at least 32 random bytes, made for example by: openssl rand -base64 32");
		}
		strength.require("hardening.signed-urls.secret", secret);
		List<Secret> secrets = new ArrayList<>(List.of(secret));
		for (int i = 0; i < properties.previousSecrets().size(); i++) {
			Secret previous = properties.previousSecrets().get(i);
			// An environment variable that is set to nothing holds no secret.
			if (!previous.isEmpty()) {
				strength.require("hardening.signed-urls.previous-secrets[%d]".formatted(i), previous);
				secrets.add(previous);
			}
		}
		return secrets;
	}

}
