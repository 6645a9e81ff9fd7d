package dev.hardening.benchmarks.micro;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitStore;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Decisions in Redis, beside Bucket4j's own compare-and-swap manager on the same server.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class RedisBenchmark {

	/** The system property that names the port of the server. */
	static final String PORT = "benchmark.redis.port";

	private static final int CLIENTS = 10_000;

	private static final long WIDE = 1_000_000_000;

	private final Charge[] wide = new Charge[CLIENTS];

	private final Charge[] narrow = new Charge[CLIENTS];

	private final byte[][] wideKeys = new byte[CLIENTS][];

	private final byte[][] narrowKeys = new byte[CLIENTS][];

	private ConfigurableApplicationContext context;

	private RateLimitStore store;

	private RedisClient client;

	private ProxyManager<byte[]> manager;

	private BucketConfiguration wideLimit;

	private BucketConfiguration narrowLimit;

	@Setup
	public void start() {
		int port = Integer.getInteger(PORT, 6379);
		this.context = Started.with("--hardening.rate-limit.store=redis",
				"--spring.data.redis.url=redis://127.0.0.1:" + port, "--hardening.rate-limit.redis.timeout=1s");
		this.store = this.context.getBean(RateLimitStore.class);
		this.client = RedisClient.create("redis://127.0.0.1:" + port);
		this.manager = Bucket4jLettuce.casBasedBuilder(this.client)
			.expirationAfterWrite(
					ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
			.build();
		this.wideLimit = limit(WIDE, Duration.ofMinutes(1));
		this.narrowLimit = limit(1, Duration.ofDays(1));
		Quota admitting = LimitsBenchmark.quota("wide", WIDE, Duration.ofMinutes(1));
		Quota refusing = LimitsBenchmark.quota("narrow", 1, Duration.ofDays(1));
		for (int i = 0; i < CLIENTS; i++) {
			this.wide[i] = new Charge(admitting, LimitsBenchmark.key(i), 1, true);
			this.narrow[i] = new Charge(refusing, LimitsBenchmark.key(i), 1, true);
			this.wideKeys[i] = ("wide:" + i).getBytes(StandardCharsets.UTF_8);
			this.narrowKeys[i] = ("narrow:" + i).getBytes(StandardCharsets.UTF_8);
		}
	}

	private static BucketConfiguration limit(long permits, Duration period) {
		return BucketConfiguration.builder()
			.addLimit((limit) -> limit.capacity(permits).refillGreedy(permits, period))
			.build();
	}

	@TearDown
	public void stop() {
		this.context.close();
		this.client.shutdown();
	}

	private static int random(int bound) {
		return ThreadLocalRandom.current().nextInt(bound);
	}

	@Benchmark
	public List<ChargeResult> oursTenThousandKeys() {
		return this.store.charge(List.of(this.wide[random(CLIENTS)]));
	}

	@Benchmark
	public ConsumptionProbe theirsTenThousandKeys() {
		return consume(this.wideKeys[random(CLIENTS)], this.wideLimit);
	}

	@Benchmark
	public List<ChargeResult> oursHotKey() {
		return this.store.charge(List.of(this.wide[0]));
	}

	@Benchmark
	public ConsumptionProbe theirsHotKey() {
		return consume(this.wideKeys[0], this.wideLimit);
	}

	@Benchmark
	public List<ChargeResult> oursExhaustedKeys() {
		return this.store.charge(List.of(this.narrow[random(1000)]));
	}

	@Benchmark
	public ConsumptionProbe theirsExhaustedKeys() {
		return consume(this.narrowKeys[random(1000)], this.narrowLimit);
	}

	private ConsumptionProbe consume(byte[] key, BucketConfiguration limit) {
		return this.manager.builder().build(key, () -> limit).tryConsumeAndReturnRemaining(1);
	}

}
