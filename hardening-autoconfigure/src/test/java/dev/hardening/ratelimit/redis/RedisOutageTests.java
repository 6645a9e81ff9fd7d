package dev.hardening.ratelimit.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitListener;
import dev.hardening.ratelimit.RateLimitStore;
import dev.hardening.ratelimit.local.LocalRateLimitAutoConfiguration;
import dev.hardening.test.RealRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens in an application whose Redis is in trouble: every charge is decided, and
 * counting resumes.
 */
@Tag("long")
class RedisOutageTests {

	private static final Quota QUOTA = RedisStores.quota("api", "100000/1h");

	private static final Duration RESUMED = Duration.ofMinutes(1);

	private static final Duration PAUSE = Duration.ofMillis(50);

	private final AtomicInteger failures = new AtomicInteger();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class,
				RedisRateLimitAutoConfiguration.class, LocalRateLimitAutoConfiguration.class))
		.withBean(RateLimitListener.class, () -> (policy, outcome) -> this.failures.incrementAndGet())
		.withPropertyValues("hardening.rate-limit.redis.retry-after-failure=500ms",
				"hardening.rate-limit.redis.timeout=2s");

	@Test
	void chargeWhenRedisIsOutOfMemoryCountsLocallyUntilThereIsRoom() {
		try (RealRedis redis = RealRedis.start("--maxmemory-policy", "noeviction")) {
			withRedis(redis, (store, commands) -> {
				commands.set("fill", "x".repeat(100_000));
				commands.configSet("maxmemory", "1");
				chargeAll(store, 50);
				assertThat(this.failures).hasValue(50);
				commands.configSet("maxmemory", "0");
				awaitShared(store);
			});
		}
	}

	@Test
	void chargeWhenRedisTakesNoWritesCountsLocallyUntilItDoes() {
		try (RealRedis redis = RealRedis.start(); RealRedis other = RealRedis.start()) {
			withRedis(redis, (store, commands) -> {
				commands.replicaof("127.0.0.1", other.port());
				chargeAll(store, 50);
				assertThat(this.failures).hasValue(50);
				commands.replicaofNoOne();
				awaitShared(store);
			});
		}
	}

	@Test
	void chargeWhenRedisIsSlowWaitsNoLongerThanTheBudgetEach() {
		try (RealRedis redis = RealRedis.start()) {
			withRedis(redis, (store, commands) -> {
				// Connected, and answering nobody for as long as it takes.
				redis.pause();
				try {
					chargeAll(store, 2000);
					assertThat(this.failures.get()).isPositive();
				}
				finally {
					redis.resume();
				}
				awaitShared(store);
			});
		}
	}

	@Test
	void chargeWhenRedisRestartsAndIsFlushedUnderLoadDecidesAll() {
		try (RealRedis redis = RealRedis.start()) {
			withRedis(redis, (store, commands) -> {
				ExecutorService threads = Executors.newFixedThreadPool(8);
				AtomicBoolean stop = new AtomicBoolean();
				List<Future<Integer>> running = new ArrayList<>();
				for (int i = 0; i < 8; i++) {
					running.add(threads.submit(() -> {
						int admitted = 0;
						while (!stop.get()) {
							admitted += store.charge(RedisStores.one(QUOTA, "load" + admitted % 50)).get(0).isAdmitted()
									? 1 : 0;
						}
						return admitted;
					}));
				}
				commands.flushall();
				commands.scriptFlush();
				int before = this.failures.get();
				redis.stop();
				await(() -> this.failures.get() > before + 100);
				redis.restart();
				awaitShared(store);
				stop.set(true);
				for (Future<Integer> future : running) {
					assertThat(future.get(20, TimeUnit.SECONDS)).isPositive();
				}
				threads.shutdownNow();
			});
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void chargeWhenSentinelsElectAnotherMasterCountsThere(boolean hangs) throws Exception {
		try (RealRedis master = RealRedis.startOnHost();
				RealRedis replica = RealRedis.startOnHost("--replicaof", "127.0.0.1", Integer.toString(master.port()));
				RealRedis sentinel = RealRedis.startSentinel("limits", master)) {
			RedisClient client = RedisClient.create("redis://127.0.0.1:" + replica.port());
			RedisClient watcher = RedisClient.create("redis://127.0.0.1:" + sentinel.port());
			try {
				RedisCommands<String, String> commands = client.connect().sync();
				RedisCommands<String, String> sentinels = watcher.connect().sync();
				await(() -> sentinels.info("sentinel").contains("slaves=1")
						&& commands.info("replication").contains("master_link_status:up"));
				this.runner
					.withPropertyValues("spring.data.redis.sentinel.master=limits",
							"spring.data.redis.sentinel.nodes=127.0.0.1:" + sentinel.port())
					.run((context) -> {
						RateLimitStore store = context.getBean(RateLimitStore.class);
						awaitShared(store);
						if (hangs) {
							master.pause();
						}
						else {
							master.stop();
						}
						chargeAll(store, 20);
						await(() -> commands.info("replication").contains("role:master"));
						awaitShared(store);
						assertThat(commands.info("commandstats")).contains("cmdstat_evalsha");
					});
			}
			finally {
				if (hangs) {
					master.resume();
				}
				client.shutdown();
				watcher.shutdown();
			}
		}
	}

	private void withRedis(RealRedis redis, Play play) {
		RedisURI uri = RedisURI.create("redis://%s:%d".formatted(redis.host(), redis.port()));
		uri.setTimeout(Duration.ofSeconds(30));
		RedisClient client = RedisClient.create(uri);
		try {
			RedisCommands<String, String> commands = client.connect().sync();
			this.runner.withPropertyValues("spring.data.redis.url=redis://%s:%d".formatted(redis.host(), redis.port()))
				.run((context) -> {
					RateLimitStore store = context.getBean(RateLimitStore.class);
					awaitShared(store);
					this.failures.set(0);
					play.play(store, commands);
				});
		}
		finally {
			client.shutdown();
		}
	}

	private static void chargeAll(RateLimitStore store, int times) {
		for (int i = 0; i < times; i++) {
			ChargeResult result = store.charge(RedisStores.one(QUOTA, "a")).get(0);
			assertThat(result.isAdmitted()).isTrue();
		}
	}

	// Counted in Redis fifty times in a row, and none of them in this process. Not
	// without
	// a pause: what is counted here meanwhile must not reach the limit.
	private void awaitShared(RateLimitStore store) {
		Awaitility.await().atMost(RESUMED).pollDelay(Duration.ZERO).pollInterval(PAUSE).until(() -> {
			int before = this.failures.get();
			chargeAll(store, 50);
			return this.failures.get() == before;
		});
	}

	private static void await(BooleanSupplier condition) {
		long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
		while (!holds(condition) && System.nanoTime() < end) {
			Thread.onSpinWait();
		}
		assertThat(condition.getAsBoolean()).isTrue();
	}

	/**
	 * A sentinel closes the connections of the server it promotes, that of a test which
	 * looks on among them.
	 */
	private static boolean holds(BooleanSupplier condition) {
		try {
			return condition.getAsBoolean();
		}
		catch (RedisException ex) {
			return false;
		}
	}

	@FunctionalInterface
	private interface Play {

		void play(RateLimitStore store, RedisCommands<String, String> commands) throws Exception;

	}

}
