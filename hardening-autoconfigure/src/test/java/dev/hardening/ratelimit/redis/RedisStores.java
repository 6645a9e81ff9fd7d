package dev.hardening.ratelimit.redis;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.Limit;
import dev.hardening.ratelimit.OnStoreFailure;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitKey;
import dev.hardening.ratelimit.RateLimitProperties;
import dev.hardening.test.RealRedis;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A store as an instance of an application has it, for tests.
 */
final class RedisStores implements AutoCloseable {

	private final LettuceConnectionFactory users;

	private final RedisLink link;

	private final RedisRateLimitStore store;

	RedisStores(RealRedis redis, String script) {
		this(redis, script, Duration.ofSeconds(5));
	}

	RedisStores(RealRedis redis, String script, Duration timeout) {
		this.users = new LettuceConnectionFactory(redis.host(), redis.port());
		this.users.afterPropertiesSet();
		RateLimitProperties.Redis settings = new RateLimitProperties.Redis("test:", null, timeout, OnStoreFailure.LOCAL,
				Duration.ofMillis(200));
		this.link = DedicatedConnection.open(this.users, settings);
		this.store = new RedisRateLimitStore(
				new BucketScript(this.link, RedisRateLimitAutoConfiguration.breaker(settings), script),
				new BucketKeys("test:", "secret".getBytes()));
	}

	RedisRateLimitStore store() {
		return this.store;
	}

	RedisLink link() {
		return this.link;
	}

	static Quota quota(String name, String... limits) {
		return new Quota(name, null, Stream.of(limits).map(Limit::parse).toList(), OnStoreFailure.LOCAL);
	}

	static RateLimitKey key(String value) {
		return new RateLimitKey(RateLimitKey.IP, value);
	}

	static List<Charge> one(Quota quota, String key) {
		return List.of(new Charge(quota, key(key), 1, true));
	}

	@Override
	public void close() {
		this.link.close();
		this.users.destroy();
	}

}
