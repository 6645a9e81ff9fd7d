package dev.hardening.ratelimit.proxymanager;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.ratelimit.BucketKeys;
import dev.hardening.ratelimit.FallbackRateLimitStore;
import dev.hardening.ratelimit.RateLimitListener;
import dev.hardening.ratelimit.RateLimitProperties;
import dev.hardening.ratelimit.RateLimitStore;
import dev.hardening.ratelimit.StoreBreaker;
import dev.hardening.ratelimit.local.LocalRateLimitStore;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Wires the store behind the user's {@code ProxyManager<String>}, when he asks for it.
 */
@AutoConfiguration(beforeName = "dev.hardening.ratelimit.local.LocalRateLimitAutoConfiguration")
@ConditionalOnClass({ ProxyManager.class, CircuitBreaker.class })
@ConditionalOnProperty(name = "hardening.rate-limit.store", havingValue = "proxy-manager")
@ConditionalOnMissingBean(RateLimitStore.class)
@EnableConfigurationProperties(RateLimitProperties.class)
public final class ProxyManagerRateLimitAutoConfiguration {

	private static final float MOST_SLOW = 50;

	@Bean
	FallbackRateLimitStore proxyManagerRateLimitStore(RateLimitProperties properties,
			ObjectProvider<ProxyManager<String>> managers, ObjectProvider<TimeMeter> clock,
			ObjectProvider<RateLimitListener> listeners) {
		ProxyManager<String> manager = managers.getIfUnique();
		if (manager == null) {
			throw new InvalidPropertyException("hardening.rate-limit.store", properties.store(),
					"needs one bean of type ProxyManager<String>", "Define the bean, or use local.");
		}
		RateLimitProperties.Redis settings = properties.redis();
		StoreBreaker.check(settings);
		RateLimitStore shared = new ProxyManagerRateLimitStore(manager, BucketKeys.of(settings), breaker(settings));
		RateLimitStore local = LocalRateLimitStore.of(properties,
				clock.getIfAvailable(() -> TimeMeter.SYSTEM_NANOTIME));
		return new FallbackRateLimitStore(shared, local, settings.retryAfterFailure().toNanos(),
				RateLimitListener.all(listeners.orderedStream().toList()));
	}

	// A manager that blocks cannot be interrupted from here, but it can be left alone.
	static CircuitBreaker breaker(RateLimitProperties.Redis settings) {
		return StoreBreaker.create("hardening-rate-limit-proxy-manager", "The ProxyManager",
				"Look at what the bean of type ProxyManager<String> keeps its buckets in.",
				StoreBreaker.config(settings)
					.slowCallDurationThreshold(settings.timeout())
					.slowCallRateThreshold(MOST_SLOW)
					.build());
	}

}
