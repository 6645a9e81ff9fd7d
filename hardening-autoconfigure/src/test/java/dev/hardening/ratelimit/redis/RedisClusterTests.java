package dev.hardening.ratelimit.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitListener;
import dev.hardening.ratelimit.RateLimitStore;
import dev.hardening.ratelimit.local.LocalRateLimitAutoConfiguration;
import dev.hardening.test.RealRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the store on a real cluster of three nodes, by Boot's own settings.
 */
class RedisClusterTests {

	private static final int SLOTS = 16384;

	private static final List<RealRedis> nodes = new ArrayList<>();

	private static final List<RedisClient> clients = new ArrayList<>();

	private static final List<RedisCommands<String, String>> commands = new ArrayList<>();

	private final AtomicInteger failures = new AtomicInteger();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class,
				RedisRateLimitAutoConfiguration.class, LocalRateLimitAutoConfiguration.class))
		.withBean(RateLimitListener.class, () -> (policy, outcome) -> this.failures.incrementAndGet())
		.withPropertyValues("spring.data.redis.cluster.nodes=" + addresses(),
				"hardening.rate-limit.redis.retry-after-failure=200ms", "hardening.rate-limit.redis.timeout=10s");

	@BeforeAll
	static void start() {
		for (int i = 0; i < 3; i++) {
			RealRedis node = RealRedis.startClusterNode();
			nodes.add(node);
			RedisClient client = RedisClient.create("redis://127.0.0.1:" + node.port());
			clients.add(client);
			commands.add(client.connect().sync());
			commands.get(i).clusterAddSlots(IntStream.range(i * SLOTS / 3, (i + 1) * SLOTS / 3).toArray());
		}
		// The bus has a port of its own, which only these three arguments tell.
		for (int i = 1; i < 3; i++) {
			String[] bus = commands.get(i).configGet("cluster-port").values().toArray(String[]::new);
			commands.get(0)
				.dispatch(CommandType.CLUSTER, new StatusOutput<>(StringCodec.UTF8),
						new CommandArgs<>(StringCodec.UTF8).add("MEET")
							.add("127.0.0.1")
							.add(nodes.get(i).port())
							.add(bus[0]));
		}
		long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
		while (!commands.stream().allMatch(RedisClusterTests::isComplete) && System.nanoTime() < end) {
			Thread.onSpinWait();
		}
		// From now on no node that is starved for a while is taken for dead.
		commands.forEach((node) -> node.configSet("cluster-node-timeout", "60000"));
	}

	private static boolean isComplete(RedisCommands<String, String> node) {
		String info = node.clusterInfo();
		return info.contains("cluster_state:ok") && info.contains("cluster_slots_ok:16384")
				&& info.contains("cluster_known_nodes:3");
	}

	@AfterAll
	static void stop() {
		clients.forEach(RedisClient::shutdown);
		nodes.forEach(RealRedis::close);
	}

	private static String addresses() {
		return String.join(",", nodes.stream().map((node) -> "127.0.0.1:" + node.port()).toList());
	}

	@Test
	void chargeWhenClientsAreManyUsesAllNodesAndOneCallEach() {
		this.runner.run((context) -> {
			RateLimitStore store = connected(context);
			commands.forEach(RedisCommands::configResetstat);
			for (int i = 0; i < 60; i++) {
				List<Charge> charges = new ArrayList<>();
				for (int policy = 0; policy < 5; policy++) {
					charges.addAll(RedisStores.one(RedisStores.quota("many" + policy, "10/1h"), "client" + i));
				}
				assertThat(store.charge(charges)).allMatch((result) -> result.remaining() == 9);
			}
			List<Integer> calls = commands.stream().map(RedisClusterTests::calls).toList();
			assertThat(calls).doesNotContain(0);
			assertThat(calls.stream().mapToInt(Integer::intValue).sum()).isEqualTo(60);
			assertThat(this.failures).hasValue(0);
		});
	}

	@Test
	void chargeWhenSlotsDifferAndOneRefusesGivesTheOthersBack() {
		this.runner.run((context) -> {
			RateLimitStore store = connected(context);
			Quota small = RedisStores.quota("small", "1/1h");
			for (int i = 0; i < 20; i++) {
				store.charge(RedisStores.one(small, "spent" + i));
				List<Charge> charges = new ArrayList<>();
				for (int other = 0; other < 4; other++) {
					charges.addAll(RedisStores.one(RedisStores.quota("other", "10/1h"), "other-" + i + "-" + other));
				}
				charges.addAll(2, RedisStores.one(small, "spent" + i));
				List<ChargeResult> results = store.charge(charges);
				assertThat(results.get(2).isAdmitted()).isFalse();
				charges.remove(2);
				for (Charge charge : charges) {
					ChargeResult seen = store.peek(charge.quota(), charge.key());
					assertThat((seen != null) ? seen.remaining() : 10).isEqualTo(10);
				}
			}
			assertThat(this.failures).hasValue(0);
		});
	}

	@Test
	void chargeWhenManyAskAtOnceAdmitsExactlyTheLimits() {
		this.runner.run((context) -> {
			RateLimitStore store = connected(context);
			Quota quota = RedisStores.quota("exact", "50/1h");
			ExecutorService threads = Executors.newFixedThreadPool(16);
			try {
				List<Callable<Boolean>> tasks = new ArrayList<>();
				for (int i = 0; i < 700; i++) {
					String client = "exact" + i % 7;
					tasks.add(() -> store.charge(RedisStores.one(quota, client)).get(0).isAdmitted());
				}
				int admitted = 0;
				for (Future<Boolean> result : threads.invokeAll(tasks)) {
					admitted += result.get() ? 1 : 0;
				}
				assertThat(admitted).isEqualTo(7 * 50);
				assertThat(this.failures).hasValue(0);
			}
			finally {
				threads.shutdownNow();
			}
		});
	}

	@Test
	void chargeWhenANodeStopsCountsTheOthersAndItAgainOnceItIsBack() {
		this.runner.run((context) -> {
			RateLimitStore store = connected(context);
			Quota quota = RedisStores.quota("outage", "1000/1h");
			for (int i = 0; i < 30; i++) {
				store.charge(RedisStores.one(quota, "outage" + i));
			}
			nodes.get(2).stop();
			for (int i = 0; i < 90; i++) {
				assertThat(store.charge(RedisStores.one(quota, "outage" + i % 30)).get(0).isAdmitted()).isTrue();
			}
			assertThat(this.failures.get()).isPositive();
			nodes.get(2).restart();
			long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
			int before;
			do {
				before = this.failures.get();
				for (int i = 0; i < 30; i++) {
					store.charge(RedisStores.one(quota, "outage" + i));
				}
			}
			while (this.failures.get() > before && System.nanoTime() < end);
			assertThat(this.failures).hasValue(before);
		});
	}

	private static RateLimitStore connected(ApplicationContext context) {
		RedisStores.awaitConnection(context.getBean(RedisLink.class));
		return context.getBean(RateLimitStore.class);
	}

	private static int calls(RedisCommands<String, String> node) {
		String info = node.info("commandstats");
		int at = info.indexOf("cmdstat_evalsha:calls=");
		int from = at + "cmdstat_evalsha:calls=".length();
		return (at < 0) ? 0 : Integer.parseInt(info.substring(from, info.indexOf(',', from)));
	}

}
