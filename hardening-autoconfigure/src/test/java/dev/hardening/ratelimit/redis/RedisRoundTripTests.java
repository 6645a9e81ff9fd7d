package dev.hardening.ratelimit.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.ManualTimeMeter;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitKey;
import dev.hardening.ratelimit.RateLimitStore;
import dev.hardening.test.RealRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how often {@link RedisRateLimitStore} asks Redis, counted by Redis itself.
 */
class RedisRoundTripTests {

	private static final Quota ONE = RedisStores.quota("one", "1/1h");

	private static RealRedis redis;

	private final ManualTimeMeter clock = new ManualTimeMeter();

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
		// What is known to be refused is known for seconds of a clock that stands still.
		this.stores = new RedisStores(redis, BucketScript.load(), 1000, this.clock);
		this.stores.ask((connection) -> {
			connection.serverCommands().flushAll();
			return true;
		});
		calls();
	}

	@AfterEach
	void disconnect() {
		this.stores.close();
	}

	@Test
	void chargeWhenFirstFindsTheScriptLoaded() {
		assertThat(charge(this.stores, ONE, "a")).isTrue();
		assertThat(calls()).isEqualTo(1);
	}

	@Test
	void chargeWhenAdmittedIsOneCallForAllPolicies() {
		List<Charge> charges = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			charges.addAll(RedisStores.one(RedisStores.quota("policy" + i, "1000/1h", "5000/1d"), "client" + i % 3));
		}
		for (int i = 0; i < 10; i++) {
			assertThat(this.stores.store().charge(charges)).allMatch(ChargeResult::isAdmitted);
		}
		assertThat(calls()).isEqualTo(10);
	}

	@Test
	void chargeWhenKnownToBeRefusedIsNoCall() {
		charge(this.stores, ONE, "a");
		ChargeResult asked = one(this.stores, "a");
		calls();
		for (int i = 0; i < 100; i++) {
			ChargeResult remembered = one(this.stores, "a");
			assertThat(remembered).usingRecursiveComparison().ignoringFields("nanosToWait").isEqualTo(asked);
			assertThat(remembered.nanosToWait()).isPositive().isLessThanOrEqualTo(Duration.ofHours(1).toNanos());
		}
		assertThat(calls()).isZero();
	}

	@Test
	void chargeWhenOnePolicyIsKnownToRefuseChargesNoOther() {
		List<Charge> both = new ArrayList<>(RedisStores.one(RedisStores.quota("other", "10/1h"), "a"));
		both.addAll(RedisStores.one(ONE, "a"));
		for (int i = 0; i < 5; i++) {
			this.stores.store().charge(both);
		}
		assertThat(calls()).isEqualTo(2);
		ChargeResult other = this.stores.store().peek(both.get(0).quota(), both.get(0).key());
		assertThat(other).isNotNull();
		assertThat(other.remaining()).isEqualTo(9);
	}

	@Test
	void chargeWhenPolicyOnlyReportsIsAlwaysAsked() {
		List<Charge> reported = List.of(new Charge(ONE, RedisStores.key("a"), 1, false));
		for (int i = 0; i < 5; i++) {
			this.stores.store().charge(reported);
		}
		assertThat(calls()).isEqualTo(5);
	}

	@Test
	void chargeWhenResetOrRefundedIsNotRefusedFromMemory() {
		RateLimitStore store = this.stores.store();
		charge(this.stores, ONE, "a");
		assertThat(charge(this.stores, ONE, "a")).isFalse();
		store.reset(ONE, RedisStores.key("a"));
		assertThat(charge(this.stores, ONE, "a")).isTrue();
		assertThat(charge(this.stores, ONE, "a")).isFalse();
		store.refund(RedisStores.one(ONE, "a"));
		assertThat(charge(this.stores, ONE, "a")).isTrue();
	}

	@Test
	void chargeWhenAnotherInstanceResetsIsAdmittedSoon() {
		try (RedisStores second = moved()) {
			charge(second, ONE, "a");
			assertThat(charge(second, ONE, "a")).isFalse();
			this.stores.store().reset(ONE, RedisStores.key("a"));
			assertThat(charge(second, ONE, "a")).isFalse();
			this.clock.advance(Duration.ofSeconds(6));
			assertThat(charge(second, ONE, "a")).isTrue();
		}
	}

	@Test
	void chargeWhenTheBucketCanAdmitAgainIsAsked() {
		Quota quota = RedisStores.quota("short", "1/2s");
		try (RedisStores second = moved()) {
			charge(second, quota, "a");
			assertThat(charge(second, quota, "a")).isFalse();
			calls();
			advance(Duration.ofMillis(1999));
			assertThat(charge(second, quota, "a")).isFalse();
			assertThat(calls()).isZero();
			advance(Duration.ofMillis(1));
			assertThat(charge(second, quota, "a")).isTrue();
		}
	}

	@Test
	void chargeWhenManyClientsAreRefusedRemembersABoundedNumber() {
		for (int round = 0; round < 2; round++) {
			for (int i = 0; i < 3000; i++) {
				charge(this.stores, ONE, "client" + i);
			}
		}
		calls();
		int known = 3000;
		for (int i = 0; i < 3000; i++) {
			assertThat(charge(this.stores, ONE, "client" + i)).isFalse();
		}
		known -= calls();
		assertThat(known).isBetween(0, 1024);
	}

	@Test
	void chargeWhenRequestsComeTogetherSharesCallsAndCountsExactly() throws Exception {
		Quota quota = RedisStores.quota("hot", "50/1h");
		ExecutorService threads = Executors.newFixedThreadPool(60);
		try {
			redis.pause();
			List<Future<Boolean>> running = new ArrayList<>();
			for (int i = 0; i < 60; i++) {
				running.add(threads.submit(() -> charge(this.stores, quota, "a")));
			}
			awaitWaiting(60);
			redis.resume();
			int admitted = 0;
			for (Future<Boolean> future : running) {
				admitted += future.get() ? 1 : 0;
			}
			assertThat(admitted).isEqualTo(50);
			assertThat(calls()).isBetween(3, 10);
		}
		finally {
			redis.resume();
			threads.shutdownNow();
		}
	}

	private static void awaitWaiting(int most) {
		long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
		while (System.nanoTime() < end && Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((stack) -> List.of(stack)
				.stream()
				.anyMatch((frame) -> frame.getClassName().equals(Part.class.getName())))
			.count() < most) {
			Thread.onSpinWait();
		}
	}

	/** A store whose Redis and whose memory have a clock that the test moves. */
	private RedisStores moved() {
		advance(Duration.ZERO);
		// Buckets must not expire by the clock on the wall.
		String script = BucketScript.load()
			.replace("redis.call('TIME')", "{ '0', redis.call('GET', 'clock') }")
			.replace("lifetimes[quota] / 1000", "3600000");
		return new RedisStores(redis, script, 1000, this.clock);
	}

	private void advance(Duration duration) {
		this.clock.advance(duration);
		byte[] now = Long.toString(this.clock.currentTimeNanos() / 1000).getBytes(StandardCharsets.US_ASCII);
		this.stores.ask((connection) -> connection.stringCommands().set("clock".getBytes(), now));
	}

	private static boolean charge(RedisStores stores, Quota quota, String key) {
		return stores.store().charge(RedisStores.one(quota, key)).get(0).isAdmitted();
	}

	private static ChargeResult one(RedisStores stores, String key) {
		return stores.store().charge(List.of(new Charge(ONE, new RateLimitKey(RateLimitKey.IP, key), 1, true))).get(0);
	}

	/** The calls of the script since the last time. */
	private int calls() {
		Properties stats = this.stores.ask((connection) -> connection.serverCommands().info("commandstats"));
		this.stores.ask((connection) -> {
			connection.serverCommands().resetConfigStats();
			return true;
		});
		String calls = stats.getProperty("cmdstat_evalsha", "calls=0,");
		assertThat(stats).doesNotContainKey("cmdstat_eval");
		return Integer.parseInt(calls.substring("calls=".length(), calls.indexOf(',')));
	}

}
