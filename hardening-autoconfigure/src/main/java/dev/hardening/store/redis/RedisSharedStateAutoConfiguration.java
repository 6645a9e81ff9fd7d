package dev.hardening.store.redis;

import java.time.Clock;
import java.util.List;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.store.ConditionalOnSharedState;
import dev.hardening.store.GuardedSharedState;
import dev.hardening.store.SharedState;
import dev.hardening.store.SharedStateListener;
import dev.hardening.store.SharedStateProperties;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.lettuce.core.RedisClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Keeps shared state in Redis, when the user has one.
 */
@AutoConfiguration(after = DataRedisAutoConfiguration.class)
@ConditionalOnSharedState
@ConditionalOnClass({ LettuceConnectionFactory.class, RedisClient.class, CircuitBreaker.class,
		DataRedisAutoConfiguration.class })
@ConditionalOnMissingBean(SharedState.class)
@Conditional(OnRedisStateCondition.class)
@EnableConfigurationProperties(SharedStateProperties.class)
public final class RedisSharedStateAutoConfiguration {

	private static final int LONGEST_PREFIX = 100;

	@Bean
	RedisLink sharedStateRedisLink(SharedStateProperties properties, ObjectProvider<LettuceConnectionFactory> factory) {
		DedicatedConnection.check("hardening.shared-state.", properties.timeout(), properties.retryAfterFailure());
		checkPrefix(properties.keyPrefix());
		LettuceConnectionFactory users = factory.getIfUnique();
		if (users == null) {
			throw new InvalidPropertyException("hardening.shared-state.store", properties.store(),
					"needs one connection factory of Lettuce", "Set spring.data.redis.url, or use jdbc or local.");
		}
		return DedicatedConnection.open(users, properties.timeout(), properties.retryAfterFailure());
	}

	private static void checkPrefix(String prefix) {
		if (prefix.length() > LONGEST_PREFIX || !prefix.chars().allMatch((c) -> c > ' ' && c < 0x7f)
				|| prefix.isEmpty()) {
			throw new InvalidPropertyException("hardening.shared-state.key-prefix", prefix,
					"is not a prefix of 1 to %d visible ASCII characters".formatted(LONGEST_PREFIX),
					"Use the name of the application and a colon, for example studio:.");
		}
	}

	@Bean
	SharedState redisSharedState(RedisLink sharedStateRedisLink, SharedStateProperties properties,
			ObjectProvider<SharedStateListener> listeners, ObjectProvider<Clock> clock) {
		List<SharedStateListener> all = listeners.orderedStream().toList();
		return new GuardedSharedState(
				new RedisSharedState(sharedStateRedisLink, properties.keyPrefix(), clock.getIfUnique(Clock::systemUTC)),
				"Redis", properties.retryAfterFailure(), () -> all.forEach((listener) -> listener.onFailure("redis")));
	}

}
