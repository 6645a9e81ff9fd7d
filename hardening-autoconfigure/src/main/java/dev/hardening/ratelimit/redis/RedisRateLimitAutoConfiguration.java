package dev.hardening.ratelimit.redis;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.ratelimit.BucketKeys;
import dev.hardening.ratelimit.FallbackRateLimitStore;
import dev.hardening.ratelimit.RateLimitListener;
import dev.hardening.ratelimit.RateLimitProperties;
import dev.hardening.ratelimit.RateLimitStore;
import dev.hardening.ratelimit.StoreBreaker;
import dev.hardening.ratelimit.local.LocalRateLimitStore;
import io.github.bucket4j.TimeMeter;
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
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Wires the store that all instances share, when the user has a Redis. A Redis that
 * merely could be there, because its client library is, is not asked.
 */
@AutoConfiguration(after = DataRedisAutoConfiguration.class,
		beforeName = "dev.hardening.ratelimit.local.LocalRateLimitAutoConfiguration")
@ConditionalOnClass({ LettuceConnectionFactory.class, RedisClient.class, CircuitBreaker.class, TimeMeter.class,
		DataRedisAutoConfiguration.class })
@ConditionalOnMissingBean(RateLimitStore.class)
@Conditional(OnRedisConfigured.class)
@EnableConfigurationProperties(RateLimitProperties.class)
@Import(RedisMetricsConfiguration.class)
public final class RedisRateLimitAutoConfiguration {

	@Bean
	RedisLink rateLimitRedisLink(RateLimitProperties properties, ObjectProvider<LettuceConnectionFactory> factory) {
		StoreBreaker.check(properties.redis());
		LettuceConnectionFactory users = factory.getIfUnique();
		if (users == null) {
			throw new InvalidPropertyException("hardening.rate-limit.store", properties.store(),
					"needs one connection factory of Lettuce", "Set spring.data.redis.url, or use local.");
		}
		BucketScript script = new BucketScript(BucketScript.load());
		return DedicatedConnection.open(users, properties.redis(), script.rehearsal(BucketKeys.of(properties.redis())));
	}

	@Bean
	Rejections rateLimitRejections(RateLimitProperties properties, ObjectProvider<TimeMeter> clock) {
		return new Rejections(properties.maxClients(), clock.getIfAvailable(() -> TimeMeter.SYSTEM_NANOTIME));
	}

	@Bean
	ScriptRunner rateLimitScriptRunner(RateLimitProperties properties, RedisLink link, Rejections rejections,
			ObjectProvider<CallTimes> times) {
		return new ScriptRunner(link, new BucketScript(BucketScript.load()), breaker(properties.redis()), rejections,
				times.getIfAvailable(() -> (nanos, answered) -> {
				}));
	}

	@Bean
	FallbackRateLimitStore redisRateLimitStore(RateLimitProperties properties, ScriptRunner runner,
			Rejections rejections, ObjectProvider<TimeMeter> clock, ObjectProvider<RateLimitListener> listeners) {
		RateLimitProperties.Redis redis = properties.redis();
		RateLimitStore shared = new RedisRateLimitStore(runner, BucketKeys.of(redis), rejections,
				redis.timeout().toNanos());
		RateLimitStore local = LocalRateLimitStore.of(properties,
				clock.getIfAvailable(() -> TimeMeter.SYSTEM_NANOTIME));
		return new FallbackRateLimitStore(shared, local, redis.retryAfterFailure().toNanos(),
				RateLimitListener.all(listeners.orderedStream().toList()));
	}

	static CircuitBreaker breaker(RateLimitProperties.Redis redis) {
		return StoreBreaker.create("hardening-rate-limit-redis", "Redis",
				"Look at Redis, at spring.data.redis.* and at what its user may do.",
				StoreBreaker.config(redis).build());
	}

}
