package dev.hardening.ratelimit;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.hardening.secrets.Secret;
import dev.hardening.web.ControlMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits on how often clients may ask.
 *
 * @param enabled whether to limit at all
 * @param mode whether to refuse what is over a limit, or only to count and log it
 * @param store where buckets are kept: in this instance, in Redis, or behind a Bucket4j
 * ProxyManager bean
 * @param maxClients number of buckets that this instance keeps in memory
 * @param nearLimit share of a limit from which requests are counted as near it
 * @param safelist addresses or CIDR blocks that are never limited
 * @param blocklist addresses or CIDR blocks that are always refused
 * @param headers headers that tell clients about their limits
 * @param redis how buckets are kept in Redis
 * @param policies limits by name. All that match a request apply to it.
 */
@ConfigurationProperties("hardening.rate-limit")
public record RateLimitProperties(@DefaultValue("true") boolean enabled, @DefaultValue("enforce") ControlMode mode,
		@DefaultValue("auto") StoreType store, @DefaultValue("100000") int maxClients,
		@DefaultValue("0.8") double nearLimit, @DefaultValue List<String> safelist,
		@DefaultValue List<String> blocklist, @DefaultValue Headers headers, @DefaultValue Redis redis,
		@DefaultValue Map<String, PolicyProperties> policies) {

	/** The name of the policy that applies without any configuration. */
	public static final String DEFAULT_POLICY = "api";

	static final String PREFIX = "hardening.rate-limit";

	/**
	 * Complete the policies: what the user writes about the default policy is laid over
	 * it, value by value.
	 */
	public RateLimitProperties {
		Map<String, PolicyProperties> completed = new LinkedHashMap<>();
		completed.put(DEFAULT_POLICY, PolicyProperties.API);
		policies.forEach((name, policy) -> completed.merge(name, policy, (base, user) -> user.over(base)));
		policies = Collections.unmodifiableMap(completed);
	}

	/**
	 * Headers that tell clients about their limits.
	 *
	 * @param standard whether to send RateLimit-Policy and RateLimit
	 * @param legacy whether to send X-RateLimit-Limit, -Remaining and -Reset
	 */
	public record Headers(@DefaultValue("true") boolean standard, @DefaultValue("true") boolean legacy) {

	}

	/**
	 * How buckets are kept in Redis.
	 *
	 * @param keyPrefix start of every key
	 * @param keySecret secret for the digests of addresses and names in keys, the same on
	 * all instances. Without one, whoever reads Redis can test which addresses are there.
	 * @param timeout time that a request waits for Redis, at most
	 * @param onFailure what policies do while Redis does not answer, unless they say
	 * otherwise
	 * @param retryAfterFailure time after which a failed Redis is asked again
	 */
	public record Redis(@DefaultValue("hardening:") String keyPrefix, @Nullable Secret keySecret,
			@DefaultValue("50ms") Duration timeout, @DefaultValue("local") OnStoreFailure onFailure,
			@DefaultValue("5s") Duration retryAfterFailure) {

	}

	/**
	 * Where buckets are kept.
	 */
	public enum StoreType {

		/** In Redis when Spring Data Redis is configured, else in this instance. */
		AUTO,

		/** In this instance. */
		LOCAL,

		/** In Redis. */
		REDIS,

		/** Behind a bean of type {@code ProxyManager<String>}. */
		PROXY_MANAGER

	}

}
