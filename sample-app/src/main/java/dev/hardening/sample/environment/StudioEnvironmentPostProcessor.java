package dev.hardening.sample.environment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.hardening.environment.DeploymentEnvironment;
import dev.hardening.environment.InvalidPropertyException;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Derives the {@code studio.*} properties, to which {@code application.yml} refers, from
 * environment variables whose unit or form is not that of the property they set. Makes up
 * the secrets of a development machine at each start; elsewhere a missing secret stops
 * the start.
 */
class StudioEnvironmentPostProcessor implements EnvironmentPostProcessor {

	private static final Map<String, String> LOG_LEVELS = Map.of("WARNING", "WARN", "CRITICAL", "ERROR");

	private final Log logger;

	StudioEnvironmentPostProcessor(DeferredLogFactory logs) {
		this.logger = logs.getLog(StudioEnvironmentPostProcessor.class);
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Map<String, Object> derived = new LinkedHashMap<>();
		addDatabase(environment, derived);
		addSwitches(environment, derived);
		addLogging(environment, derived);
		addApiKeys(environment, derived);
		addSecret(environment, derived, "SECRET_KEY", "hardening.jwt.secret", "studio.secret-key");
		addSecret(environment, derived, "SIGNED_URL_SECRET", "hardening.signed-urls.secret",
				"studio.signed-url-secret");
		environment.getPropertySources().addLast(new MapPropertySource("studio", derived));
		addRateLimitSecret(environment, derived);
	}

	private void addDatabase(ConfigurableEnvironment environment, Map<String, Object> derived) {
		String url = value(environment, "DATABASE_URL");
		if (url != null) {
			DatabaseUrl.parse(url).addTo(derived);
		}
		else if (!DeploymentEnvironment.of(environment).isDevelopment() && isInMemory(environment)) {
			throw new InvalidPropertyException("DATABASE_URL", null, "production cannot do without",
					"Set it to postgresql://user:password@host:5432/name?sslmode=verify-full.");
		}
		long size = number(environment, "DB_POOL_SIZE", 10);
		derived.put("studio.database.pool-size", size);
		derived.put("studio.database.pool-maximum", size + number(environment, "DB_MAX_OVERFLOW", 10));
		derived.put("studio.database.pool-timeout", number(environment, "DB_POOL_TIMEOUT", 5) * 1000);
		// -1 stands for connections that are never recycled, which is 0 for the pool.
		derived.put("studio.database.pool-recycle", Math.max(0, number(environment, "DB_POOL_RECYCLE", 3600) * 1000));
	}

	private static boolean isInMemory(ConfigurableEnvironment environment) {
		return environment.getProperty("spring.datasource.url", "").startsWith("jdbc:h2:mem:");
	}

	private void addSwitches(ConfigurableEnvironment environment, Map<String, Object> derived) {
		derived.put("studio.cors", !environment.getProperty("CORS_DISABLE", Boolean.class, false));
		String redis = value(environment, "REDIS_URL");
		derived.put("studio.redis", redis != null);
		if (redis != null) {
			derived.put("spring.data.redis.url", redis);
		}
	}

	private void addLogging(ConfigurableEnvironment environment, Map<String, Object> derived) {
		String level = value(environment, "LOG_LEVEL");
		if (level != null) {
			String upper = level.toUpperCase(Locale.ROOT);
			derived.put("studio.log-level", LOG_LEVELS.getOrDefault(upper, upper));
		}
		String format = value(environment, "LOG_FORMAT");
		if (format != null) {
			derived.put("studio.log-format", "text".equalsIgnoreCase(format) ? "console" : format);
		}
	}

	private void addApiKeys(ConfigurableEnvironment environment, Map<String, Object> derived) {
		String keys = value(environment, "API_KEYS");
		if (keys != null) {
			derived.put("hardening.api-keys.keys.environment.value", keys);
			derived.put("hardening.api-keys.keys.environment.roles", "USER");
			String end = value(environment, "API_KEYS_EXPIRE_AT");
			if (end != null) {
				derived.put("hardening.api-keys.keys.environment.expires-at", end);
			}
		}
	}

	private void addSecret(ConfigurableEnvironment environment, Map<String, Object> derived, String variable,
			String property, String target) {
		if (value(environment, property) != null || environment.containsProperty(property + "-file")) {
			return;
		}
		if (!DeploymentEnvironment.of(environment).isDevelopment()) {
			throw new InvalidPropertyException(property, null, "production cannot do without",
					"Set the environment variable %s, or %s_FILE, to at least 32 random characters, for example the output of 'openssl rand -base64 48'."
						.formatted(variable, variable));
		}
		byte[] random = new byte[48];
		new SecureRandom().nextBytes(random);
		derived.put(target, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
		this.logger.info(variable + " is not set: made one up that is forgotten when this process ends");
	}

	// The secret of the digests that limits are counted by in Redis is derived: all
	// instances have the same, and it tells nothing of the one it is made from.
	private static void addRateLimitSecret(ConfigurableEnvironment environment, Map<String, Object> derived) {
		String secret = value(environment, "hardening.jwt.secret");
		if (secret != null) {
			derived.put("hardening.rate-limit.redis.key-secret", digest(secret, "rate-limit"));
		}
	}

	private static String digest(String secret, String purpose) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
			byte[] digest = mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JDK has HmacSHA256", ex);
		}
	}

	private static long number(ConfigurableEnvironment environment, String variable, long fallback) {
		String value = value(environment, variable);
		try {
			return (value != null) ? Long.parseLong(value.strip()) : fallback;
		}
		catch (NumberFormatException ex) {
			throw new InvalidPropertyException(variable, value, "is not a whole number", "Write digits only.");
		}
	}

	private static @Nullable String value(ConfigurableEnvironment environment, String variable) {
		String value = environment.getProperty(variable);
		return StringUtils.hasText(value) ? value : null;
	}

}
