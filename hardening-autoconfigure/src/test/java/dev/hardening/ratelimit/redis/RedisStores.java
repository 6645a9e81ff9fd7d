package dev.hardening.ratelimit.redis;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.hardening.ratelimit.BucketKeys;
import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.Limit;
import dev.hardening.ratelimit.OnStoreFailure;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitKey;
import dev.hardening.ratelimit.RateLimitProperties;
import dev.hardening.test.RealRedis;
import io.github.bucket4j.TimeMeter;
import io.lettuce.core.RedisCommandExecutionException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A store as an instance of an application has it, for tests.
 */
final class RedisStores implements AutoCloseable {

	private final LettuceConnectionFactory users;

	private final RedisLink link;

	private final RedisRateLimitStore store;

	RedisStores(RealRedis redis, String script) {
		this(redis, script, 1000, TimeMeter.SYSTEM_NANOTIME);
	}

	RedisStores(RealRedis redis, String script, int rejections, TimeMeter clock) {
		this(new LettuceConnectionFactory(redis.host(), redis.port()), script, rejections, clock);
	}

	RedisStores(LettuceConnectionFactory users, String text, int most, TimeMeter clock) {
		this.users = users;
		this.users.afterPropertiesSet();
		this.users.start();
		RateLimitProperties.Redis settings = new RateLimitProperties.Redis("test:", null, Duration.ofSeconds(30),
				OnStoreFailure.LOCAL, Duration.ofMillis(200));
		BucketScript script = new BucketScript(text);
		BucketKeys keys = new BucketKeys("test:", "secret".getBytes());
		this.link = DedicatedConnection.open(this.users, settings, script.rehearsal(keys));
		awaitConnection(this.link);
		Rejections rejections = new Rejections(most, clock);
		ScriptRunner runner = new ScriptRunner(this.link, script, RedisRateLimitAutoConfiguration.breaker(settings),
				rejections, (nanos, answered) -> {
				});
		this.store = new RedisRateLimitStore(runner, keys, rejections, settings.timeout().toNanos());
	}

	/**
	 * Wait until Redis is connected, which takes seconds where nothing of the client was
	 * loaded before, or has refused the script.
	 * @param link connects in the background
	 */
	static void awaitConnection(RedisLink link) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.until(() -> link.commands() != null || isRefusal(link.failure()));
	}

	private static boolean isRefusal(@Nullable Exception failure) {
		return failure != null
				&& NestedExceptionUtils.getMostSpecificCause(failure) instanceof RedisCommandExecutionException;
	}

	RedisRateLimitStore store() {
		return this.store;
	}

	/**
	 * Ask Redis on a connection other than that of the store.
	 * @param <T> the type of the answer
	 * @param command what to ask
	 * @return the answer
	 */
	<T> T ask(Function<RedisConnection, T> command) {
		try (RedisConnection connection = this.users.getConnection()) {
			return command.apply(connection);
		}
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
