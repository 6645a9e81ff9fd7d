package dev.hardening.ratelimit.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.Limit;
import dev.hardening.ratelimit.ManualTimeMeter;
import dev.hardening.ratelimit.OnStoreFailure;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.Refill;
import dev.hardening.ratelimit.local.LocalRateLimitStore;
import dev.hardening.test.RealRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RedisRateLimitStore} with a Redis that answers.
 */
class RedisRateLimitStoreTests {

	private static RealRedis redis;

	private RedisStores stores;

	@BeforeAll
	static void start() {
		redis = RealRedis.start();
	}

	@AfterAll
	static void stop() {
		redis.close();
	}

	@BeforeEach
	void connect() {
		this.stores = new RedisStores(redis, BucketScript.load());
		this.stores.ask((connection) -> {
			connection.serverCommands().flushAll();
			return true;
		});
	}

	@AfterEach
	void disconnect() {
		this.stores.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "3/1m", "100/1m", "7/1h 3/1m", "5/5m 20/1d", "1/1d", "999999937/365d", "1000000000/1h" })
	void chargeWhenTimePassesDecidesAsTheLocalStore(String limits) {
		for (Refill refill : Refill.values()) {
			for (long burst : new long[] { 0, 4 }) {
				Quota quota = new Quota("api", null,
						List.of(limits.split(" "))
							.stream()
							.map((text) -> Limit.parse(text).withBurst(burst).withRefill(refill))
							.toList(),
						OnStoreFailure.LOCAL);
				playBoth(quota, refill + "+" + burst);
			}
		}
	}

	private void playBoth(Quota quota, String name) {
		ManualTimeMeter clock = new ManualTimeMeter();
		LocalRateLimitStore local = new LocalRateLimitStore(1000, clock);
		Random random = new Random(name.hashCode());
		Quota other = RedisStores.quota("other", "10/1m");
		// The keys expire by the real clock, the local buckets by the moved one. An
		// expired
		// bucket is full in any case, but the intervals of the next one begin anew.
		double most = (quota.limits().get(0).refill() == Refill.INTERVAL) ? 0.99 : 3;
		long unit = quota.limits().get(0).nanosToRefill(1);
		this.stores.ask((connection) -> connection.stringCommands().set("clock".getBytes(), "0".getBytes()));
		try (RedisStores moved = new RedisStores(redis, movedScript(), 0, clock)) {
			for (int step = 0; step < 150; step++) {
				long nanos = (long) (random.nextDouble() * most * unit) / 1000 * 1000;
				clock.advance(Duration.ofNanos((step % 3 == 0) ? nanos : 1000));
				byte[] now = Long.toString(clock.currentTimeNanos() / 1000).getBytes(StandardCharsets.US_ASCII);
				moved.ask((connection) -> connection.stringCommands().set("clock".getBytes(), now));
				long cost = (step % 4 == 0) ? 1 + (long) (random.nextDouble() * (quota.capacity() - 1)) : 1;
				List<Charge> charges = new ArrayList<>();
				charges.add(new Charge(quota, RedisStores.key(name), cost, step % 5 != 0));
				if (step % 2 == 0) {
					charges.add(new Charge(other, RedisStores.key(name), 1, step % 7 != 0));
				}
				assertSame(moved.store().charge(charges), local.charge(charges), coarse(quota.limits().get(0)),
						name + " step " + step);
				if (step % 11 == 0) {
					moved.store().refund(charges);
					local.refund(charges);
				}
			}
		}
	}

	private static String movedScript() {
		return BucketScript.load().replace("redis.call('TIME')", "{ '0', redis.call('GET', 'clock') }");
	}

	private static void assertSame(List<ChargeResult> shared, List<ChargeResult> local, long coarse, String name) {
		for (int i = 0; i < local.size(); i++) {
			assertThat(shared.get(i)).as(name)
				.usingRecursiveComparison()
				.ignoringFields("nanosToWait")
				.isEqualTo(local.get(i));
			// Redis tells the time in microseconds, and the wait is rounded up.
			assertThat(shared.get(i).nanosToWait() - local.get(i).nanosToWait()).as(name).isBetween(-coarse, 999L);
		}
	}

	/**
	 * Return how much longer than needed the local store waits: Bucket4j gives up the
	 * part of a permit that came back when the product does not fit into a long.
	 */
	private static long coarse(Limit limit) {
		return (Math.multiplyHigh(limit.capacity(), limit.period().toNanos()) != 0
				|| limit.capacity() * limit.period().toNanos() < 0) ? limit.period().toNanos() / limit.permits() + 1
						: 0;
	}

	@Test
	void chargeWhenTwoInstancesAreAskedAtOnceAdmitsExactlyTheLimit() throws Exception {
		List<Charge> both = new ArrayList<>(RedisStores.one(RedisStores.quota("one", "100/1h"), "a"));
		both.addAll(RedisStores.one(RedisStores.quota("two", "150/1h"), "a"));
		ExecutorService threads = Executors.newFixedThreadPool(16);
		try (RedisStores second = new RedisStores(redis, BucketScript.load())) {
			List<Callable<Boolean>> tasks = new ArrayList<>();
			for (int i = 0; i < 1000; i++) {
				RedisStores instance = (i % 2 == 0) ? this.stores : second;
				tasks.add(() -> instance.store().charge(both).stream().allMatch(ChargeResult::isAdmitted));
			}
			long admitted = 0;
			for (Future<Boolean> result : threads.invokeAll(tasks)) {
				admitted += result.get() ? 1 : 0;
			}
			assertThat(admitted).isEqualTo(100);
			assertThat(peek(both.get(1)).remaining()).isEqualTo(50);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void chargeWhenScriptIsKnownIsOneCommand() {
		List<Charge> both = new ArrayList<>(RedisStores.one(RedisStores.quota("one", "100/1h"), "a"));
		both.addAll(RedisStores.one(RedisStores.quota("two", "150/1h"), "b"));
		this.stores.store().charge(both);
		this.stores.ask((connection) -> {
			connection.serverCommands().resetConfigStats();
			return true;
		});
		for (int i = 0; i < 10; i++) {
			this.stores.store().charge(both);
		}
		Properties stats = this.stores.ask((connection) -> connection.serverCommands().info("commandstats"));
		assertThat(stats.getProperty("cmdstat_evalsha")).startsWith("calls=10,");
		// What the script calls is counted too; nothing else is.
		assertThat(stats.stringPropertyNames()).isSubsetOf("cmdstat_evalsha", "cmdstat_time", "cmdstat_mget",
				"cmdstat_set", "cmdstat_info", "cmdstat_config|resetstat");
	}

	@Test
	void chargeWhenMadeLeavesNoKeyWithoutTimeToLiveOrWithClearText() {
		Quota quota = RedisStores.quota("login", "5/5m", "20/1d");
		this.stores.store().charge(RedisStores.one(quota, "203.0.113.7"));
		Set<byte[]> keys = this.stores.ask((connection) -> connection.keyCommands().keys("*".getBytes()));
		assertThat(keys).hasSize(1);
		for (byte[] key : keys) {
			assertThat(new String(key, StandardCharsets.UTF_8)).startsWith("test:rl:{")
				.doesNotContain("203.0.113.7", "login");
			assertThat(timeToLive(key)).isBetween(Duration.ofHours(47).toMillis(), Duration.ofDays(2).toMillis() + 4);
		}
	}

	@Test
	void chargeWhenHalfOfTheTimeToLiveIsOverRenewsIt() {
		List<Charge> one = RedisStores.one(RedisStores.quota("api", "5/1h"), "a");
		byte[] clock = "clock".getBytes(StandardCharsets.US_ASCII);
		this.stores.ask((connection) -> connection.stringCommands().set(clock, "0".getBytes()));
		try (RedisStores moved = new RedisStores(redis, movedScript())) {
			moved.store().charge(one);
			byte[] key = this.stores
				.ask((connection) -> connection.keyCommands().keys("test:rl:*".getBytes()).iterator().next());
			this.stores.ask((connection) -> connection.keyCommands().expire(key, 600));
			this.stores.ask((connection) -> connection.stringCommands().set(clock, "3600000000".getBytes()));
			moved.store().charge(one);
			assertThat(timeToLive(key)).isBetween(1L, Duration.ofMinutes(10).toMillis());
			this.stores.ask((connection) -> connection.stringCommands().set(clock, "3700000000".getBytes()));
			moved.store().refund(one);
			assertThat(timeToLive(key)).isGreaterThan(Duration.ofMinutes(110).toMillis());
		}
	}

	private Long timeToLive(byte[] key) {
		return this.stores.ask((connection) -> connection.keyCommands().pTtl(key));
	}

	@Test
	void chargeWhenScriptOrDataIsLostGoesOn() {
		Quota quota = RedisStores.quota("api", "5/1h");
		List<Charge> one = RedisStores.one(quota, "a");
		assertThat(this.stores.store().charge(one).get(0).remaining()).isEqualTo(4);
		this.stores.ask((connection) -> {
			connection.scriptingCommands().scriptFlush();
			return true;
		});
		assertThat(this.stores.store().charge(one).get(0).remaining()).isEqualTo(3);
		this.stores.ask((connection) -> {
			connection.serverCommands().flushAll();
			return true;
		});
		assertThat(this.stores.store().charge(one).get(0).remaining()).isEqualTo(4);
	}

	@Test
	void resetWhenSpentFillsAndRefundNeverOverfills() {
		List<Charge> one = RedisStores.one(RedisStores.quota("api", "1/1h"), "a");
		assertThat(this.stores.store().peek(one.get(0).quota(), one.get(0).key())).isNull();
		this.stores.store().charge(one);
		assertThat(peek(one.get(0)).isAdmitted()).isFalse();
		this.stores.store().refund(one);
		this.stores.store().refund(one);
		assertThat(peek(one.get(0)).remaining()).isEqualTo(1);
		this.stores.store().charge(one);
		this.stores.store().reset(one.get(0).quota(), one.get(0).key());
		assertThat(this.stores.store().charge(one).get(0).isAdmitted()).isTrue();
	}

	private ChargeResult peek(Charge charge) {
		ChargeResult result = this.stores.store().peek(charge.quota(), charge.key());
		assertThat(result).isNotNull();
		return result;
	}

}
