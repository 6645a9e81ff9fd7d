package dev.hardening.ratelimit.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.ChargeResult.Status;
import dev.hardening.ratelimit.Limit;
import dev.hardening.ratelimit.ManualTimeMeter;
import dev.hardening.ratelimit.OnStoreFailure;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitStore;
import dev.hardening.ratelimit.Refill;
import dev.hardening.ratelimit.local.LocalRateLimitStore;
import dev.hardening.ratelimit.proxymanager.ProxyManagerStores;
import dev.hardening.ratelimit.redis.PlainBuckets.Expected;
import dev.hardening.test.RealRedis;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All stores decide alike: one timeline of times, costs and policies is played to each of
 * them, and every decision compared with a plain model.
 */
class StoresAgreeTests {

	private static final AtomicInteger games = new AtomicInteger();

	private static final ManualTimeMeter clock = new ManualTimeMeter();

	private static RealRedis redis;

	private static RedisStores admin;

	private static RedisStores forgetful;

	private static RedisStores remembering;

	private static RedisClient client;

	private static Map<String, RateLimitStore> stores;

	@BeforeContainer
	static void start() {
		redis = RealRedis.start();
		admin = new RedisStores(redis, BucketScript.load());
		tell();
		// Buckets must not expire by the clock on the wall.
		String script = BucketScript.load()
			.replace("redis.call('TIME')", "{ '0', redis.call('GET', 'clock') }")
			.replace("lifetimes[quota] / 1000", "3600000");
		forgetful = new RedisStores(redis, script, 0, clock);
		remembering = new RedisStores(redis, script, 10_000, clock);
		client = RedisClient.create("redis://%s:%d".formatted(redis.host(), redis.port()));
		stores = new LinkedHashMap<>();
		stores.put("local", new LocalRateLimitStore(10_000, clock));
		stores.put("redis", forgetful.store());
		stores.put("proxy-manager",
				ProxyManagerStores.of(Bucket4jLettuce
					.casBasedBuilder(client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)))
					.clientClock(new WallClock())
					.build()));
	}

	@AfterContainer
	static void stop() {
		client.shutdown();
		remembering.close();
		forgetful.close();
		admin.close();
		redis.close();
	}

	@Property(tries = 60)
	void decisionsWhenOneTimelineIsPlayedAreThoseOfTheModel(@ForAll("policies") List<Quota> policies,
			@ForAll("steps") List<Step> steps) {
		String game = "game" + games.incrementAndGet();
		PlainBuckets model = new PlainBuckets();
		// Intervals begin with a bucket, so all buckets begin together.
		for (Quota policy : policies) {
			play(List.of(new Template(policy, 1, true)), game, model);
		}
		for (Step step : steps) {
			advance(policies, step);
			List<Template> charges = new ArrayList<>();
			for (int i = 0; i < policies.size(); i++) {
				long cost = 1 + (long) (step.shares().get(i) * (policies.get(i).capacity() - 1));
				charges.add(new Template(policies.get(i), step.cheap() ? 1 : cost, step.binding().get(i)));
			}
			play(charges, game, model);
		}
	}

	// A bucket that nobody asked for long enough is forgotten, and its interval with it.
	private static void advance(List<Quota> policies, Step step) {
		long most = policies.stream()
			.mapToLong((policy) -> isByInterval(policy) ? policy.nanosToRefill() / 2 : 2 * policy.nanosToRefill())
			.min()
			.orElseThrow();
		clock.advance(Duration.ofNanos((long) (step.share() * most) / 1000 * 1000));
		tell();
	}

	private static boolean isByInterval(Quota policy) {
		return policy.limits().stream().anyMatch((limit) -> limit.refill() == Refill.INTERVAL);
	}

	private static void tell() {
		byte[] now = Long.toString(clock.currentTimeNanos() / 1000).getBytes(StandardCharsets.US_ASCII);
		admin.ask((connection) -> connection.stringCommands().set("clock".getBytes(StandardCharsets.US_ASCII), now));
	}

	private static void play(List<Template> templates, String game, PlainBuckets model) {
		List<Expected> expected = model.charge(charges(templates, game), clock.currentTimeNanos() / 1000);
		stores.forEach((name, store) -> {
			List<ChargeResult> results = store.charge(charges(templates, game));
			for (int i = 0; i < expected.size(); i++) {
				compare(name + " " + templates, results.get(i), expected.get(i));
				assertThat(results.get(i).remaining()).as(name + " " + templates)
					.isEqualTo(expected.get(i).remaining());
			}
		});
		// What is refused from memory tells only of the policy that refuses.
		List<ChargeResult> results = remembering.store().charge(charges(templates, game + "-remembered"));
		boolean refused = false;
		boolean remembered = false;
		for (int i = 0; i < expected.size(); i++) {
			if (results.get(i).status() == Status.UNCOUNTED) {
				remembered = true;
			}
			else {
				compare("remembering " + templates, results.get(i), expected.get(i));
			}
			refused |= templates.get(i).binding() && !expected.get(i).admitted();
		}
		assertThat(refused || !remembered).as("remembering " + templates).isTrue();
		assertThat(results.stream().anyMatch((result) -> result.status() == Status.REFUSED) || !refused).isTrue();
	}

	private static void compare(String name, ChargeResult result, Expected expected) {
		assertThat(result.isAdmitted()).as(name).isEqualTo(expected.admitted());
		// Some stores count nanoseconds; Redis has microseconds and rounds up.
		assertThat(expected.microsToWait() * 1000 - result.nanosToWait()).as(name).isBetween(0L, 999L);
	}

	private static List<Charge> charges(List<Template> templates, String key) {
		return templates.stream()
			.map((template) -> new Charge(template.quota(), RedisStores.key(key), template.cost(), template.binding()))
			.toList();
	}

	@Provide
	Arbitrary<List<Quota>> policies() {
		Arbitrary<Long> permits = Arbitraries.longs().between(1, 200);
		Arbitrary<Duration> periods = Arbitraries.of(Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofSeconds(7),
				Duration.ofMinutes(1), Duration.ofHours(1));
		Arbitrary<Long> bursts = Arbitraries.of(0L, 0L, 1L, 50L);
		Arbitrary<Refill> refills = Arbitraries.of(Refill.class);
		Arbitrary<List<Limit>> limits = Combinators.combine(permits, periods, bursts, refills)
			.as((count, period, burst, refill) -> new Limit(count, period, count + burst, refill))
			.list()
			.ofMinSize(1)
			.ofMaxSize(3);
		return limits.map((list) -> new Quota("p" + games.get() + list.hashCode(), null, list, OnStoreFailure.LOCAL))
			.list()
			.ofMinSize(1)
			.ofMaxSize(3)
			.uniqueElements();
	}

	@Provide
	Arbitrary<List<Step>> steps() {
		Arbitrary<Double> shares = Arbitraries.doubles().between(0, 1);
		return Combinators
			.combine(
					Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(0.0)),
							Tuple.of(2, Arbitraries.doubles().between(0, 0.01)), Tuple.of(1, shares)),
					Arbitraries.of(true, true, false), shares.list().ofSize(3),
					Arbitraries.of(true, true, true, false).list().ofSize(3))
			.as(Step::new)
			.list()
			.ofMinSize(1)
			.ofMaxSize(40);
	}

	/**
	 * One moment of the timeline.
	 *
	 * @param share how much time passes, as a share of what fills the buckets
	 * @param cheap whether every charge costs 1
	 * @param shares what each charge costs else, as a share of the most
	 * @param binding whether each charge binds
	 */
	record Step(double share, boolean cheap, List<Double> shares, List<Boolean> binding) {

	}

	/**
	 * The same clock, as Bucket4j insists on for what several instances share.
	 */
	private static final class WallClock implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			return clock.currentTimeNanos();
		}

		@Override
		public boolean isWallClockBased() {
			return true;
		}

	}

	private record Template(Quota quota, long cost, boolean binding) {

	}

}
