package dev.hardening.ratelimit.proxymanager;

import java.time.Duration;

import dev.hardening.ratelimit.BucketKeys;
import dev.hardening.ratelimit.OnStoreFailure;
import dev.hardening.ratelimit.RateLimitProperties;
import dev.hardening.ratelimit.RateLimitStore;
import io.github.bucket4j.distributed.proxy.ProxyManager;

/**
 * Makes the store without an application, for tests.
 */
public final class ProxyManagerStores {

	private ProxyManagerStores() {
	}

	public static RateLimitStore of(ProxyManager<String> manager) {
		RateLimitProperties.Redis settings = new RateLimitProperties.Redis("test:", null, Duration.ofMinutes(1),
				OnStoreFailure.LOCAL, Duration.ofSeconds(1));
		return new ProxyManagerRateLimitStore(manager, BucketKeys.of(settings),
				ProxyManagerRateLimitAutoConfiguration.breaker(settings));
	}

}
