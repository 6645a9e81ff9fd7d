package dev.hardening.benchmarks.micro;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.Limit;
import dev.hardening.ratelimit.OnStoreFailure;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitKey;
import dev.hardening.ratelimit.RateLimitStore;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Decisions of the local store, beside one bucket of Bucket4j without any store.
 */
@State(Scope.Benchmark)
public class LimitsBenchmark {

	private static final int CLIENTS = 10_000;

	private final Quota wide = quota("wide", 1_000_000_000, Duration.ofMinutes(1));

	private final Quota narrow = quota("narrow", 1, Duration.ofDays(1));

	private final Charge hot = new Charge(this.wide, key(-1), 1, true);

	private final Charge spent = new Charge(this.narrow, key(-1), 1, true);

	private final Charge[] charges = new Charge[CLIENTS];

	private final Bucket bucket = Bucket.builder()
		.addLimit((limit) -> limit.capacity(1_000_000_000).refillGreedy(1_000_000_000, Duration.ofMinutes(1)))
		.build();

	private ConfigurableApplicationContext context;

	private RateLimitStore store;

	/**
	 * Create the benchmark; its fields are set by the set-up.
	 */
	@SuppressWarnings("NullAway.Init")
	public LimitsBenchmark() {
		for (int i = 0; i < CLIENTS; i++) {
			this.charges[i] = new Charge(this.wide, key(i), 1, true);
		}
	}

	static RateLimitKey key(int client) {
		return new RateLimitKey(RateLimitKey.IP, "198.51.100." + client);
	}

	static Quota quota(String policy, long permits, Duration period) {
		return new Quota(policy, null, List.of(Limit.parse(permits + "/" + period.toSeconds() + "s")),
				OnStoreFailure.DENY);
	}

	@Setup
	public void start() {
		this.context = Started.with("--hardening.rate-limit.store=local");
		this.store = this.context.getBean(RateLimitStore.class);
	}

	@TearDown
	public void stop() {
		this.context.close();
	}

	@Benchmark
	public List<ChargeResult> hotKey() {
		return this.store.charge(List.of(this.hot));
	}

	@Benchmark
	public List<ChargeResult> tenThousandKeys() {
		return this.store.charge(List.of(this.charges[ThreadLocalRandom.current().nextInt(CLIENTS)]));
	}

	@Benchmark
	public List<ChargeResult> exhaustedKey() {
		return this.store.charge(List.of(this.spent));
	}

	@Benchmark
	public ConsumptionProbe bareBucket() {
		return this.bucket.tryConsumeAndReturnRemaining(1);
	}

}
