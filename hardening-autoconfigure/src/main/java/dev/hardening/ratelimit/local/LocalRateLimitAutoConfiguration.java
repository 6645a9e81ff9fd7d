package dev.hardening.ratelimit.local;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.ratelimit.RateLimitProperties;
import dev.hardening.ratelimit.RateLimitProperties.StoreType;
import dev.hardening.ratelimit.RateLimitStore;
import io.github.bucket4j.TimeMeter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Wires the store of this instance, when no shared store is there. Comes after the
 * configurations of those.
 */
@AutoConfiguration(beforeName = "dev.hardening.ratelimit.RateLimitAutoConfiguration")
@ConditionalOnClass({ TimeMeter.class, Caffeine.class })
@EnableConfigurationProperties(RateLimitProperties.class)
public final class LocalRateLimitAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(RateLimitStore.class)
	LocalRateLimitStore localRateLimitStore(RateLimitProperties properties, ObjectProvider<TimeMeter> clock) {
		if (properties.store() == StoreType.REDIS || properties.store() == StoreType.PROXY_MANAGER) {
			boolean redis = properties.store() == StoreType.REDIS;
			throw new InvalidPropertyException("hardening.rate-limit.store", properties.store(),
					redis ? "needs Spring Data Redis with Lettuce, and Resilience4j"
							: "needs a bean of type ProxyManager<String>",
					redis ? "Add spring-boot-starter-data-redis and resilience4j-circuitbreaker and set spring.data.redis.url, or use local."
							: "Define the bean, or use local.");
		}
		return LocalRateLimitStore.of(properties, clock.getIfAvailable(() -> TimeMeter.SYSTEM_NANOTIME));
	}

}
