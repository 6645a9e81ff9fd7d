package dev.hardening.ratelimit.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.FallbackRateLimitStore;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitListener;
import dev.hardening.ratelimit.RateLimitStore;
import dev.hardening.ratelimit.local.LocalRateLimitAutoConfiguration;
import dev.hardening.ratelimit.local.LocalRateLimitStore;
import dev.hardening.test.RealRedis;
import io.github.bucket4j.TimeMeter;
import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RedisRateLimitAutoConfiguration}, and for what happens while Redis
 * does not answer.
 */
class RedisRateLimitAutoConfigurationTests {

	private static final Quota QUOTA = RedisStores.quota("api", "1000/1h");

	private final AtomicInteger failures = new AtomicInteger();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class,
				RedisRateLimitAutoConfiguration.class, LocalRateLimitAutoConfiguration.class))
		.withBean(RateLimitListener.class, () -> (policy, outcome) -> this.failures.incrementAndGet())
		.withPropertyValues("hardening.rate-limit.redis.retry-after-failure=200ms",
				"hardening.rate-limit.redis.timeout=2s");

	@Test
	void storeWhenRedisIsOnlyOnTheClassPathIsLocal() {
		this.runner.run(
				(context) -> assertThat(context).getBean(RateLimitStore.class).isInstanceOf(LocalRateLimitStore.class));
	}

	@Test
	void storeWhenUserSaysLocalIsLocal() {
		this.runner.withPropertyValues("spring.data.redis.host=127.0.0.1", "hardening.rate-limit.store=local")
			.run((context) -> assertThat(context).getBean(RateLimitStore.class)
				.isInstanceOf(LocalRateLimitStore.class));
	}

	@Test
	void storeWhenUserDefinesAConnectionFactoryIsShared() {
		this.runner.withBean(LettuceConnectionFactory.class, () -> new LettuceConnectionFactory("127.0.0.1", 1))
			.run((context) -> assertThat(context).getBean(RateLimitStore.class)
				.isInstanceOf(FallbackRateLimitStore.class));
	}

	@Test
	void storeWhenUserDefinesOneIsTheUsers() {
		RateLimitStore own = new LocalRateLimitStore(1, TimeMeter.SYSTEM_NANOTIME);
		this.runner.withBean(RateLimitStore.class, () -> own)
			.withPropertyValues("spring.data.redis.host=127.0.0.1")
			.run((context) -> assertThat(context).getBean(RateLimitStore.class).isSameAs(own));
	}

	@Test
	void startWhenClientLibraryIsMissingAndWantedFails() {
		this.runner.withClassLoader(new FilteredClassLoader(RedisClient.class))
			.withPropertyValues("hardening.rate-limit.store=redis")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class));
	}

	@Test
	void startWhenTimeoutIsZeroFails() {
		this.runner.withPropertyValues("hardening.rate-limit.store=redis", "hardening.rate-limit.redis.timeout=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class));
	}

	@Test
	void chargeWhenRedisStopsAndComesBackCountsLocallyMeanwhile() {
		try (RealRedis redis = RealRedis.start()) {
			this.runner.withPropertyValues(url(redis)).run((context) -> {
				RateLimitStore store = connected(context);
				assertThat(charge(store)).isEqualTo(999);
				assertThat(this.failures).hasValue(0);
				redis.stop();
				assertThat(chargedWithin(store, Duration.ofSeconds(5), 200)).isEqualTo(800);
				assertThat(this.failures).hasValue(200);
				redis.restart();
				awaitShared(store);
			});
		}
	}

	@Test
	void chargeWhenRedisIsPausedWaitsOnlyUntilTheBreakerOpens() {
		try (RealRedis redis = RealRedis.start()) {
			this.runner
				.withPropertyValues(url(redis), "hardening.rate-limit.redis.retry-after-failure=1h",
						"hardening.rate-limit.redis.timeout=500ms")
				.run((context) -> {
					RateLimitStore store = connected(context);
					// Of another client: should it be counted here, no permit is missing.
					store.charge(RedisStores.one(QUOTA, "before"));
					redis.pause();
					// Without a breaker 100 calls would take 50 seconds.
					assertThat(chargedWithin(store, Duration.ofSeconds(15), 100)).isEqualTo(900);
					redis.resume();
				});
		}
	}

	@Test
	void startWhenRedisIsDownCountsLocallyAndSharesLater() {
		try (RealRedis redis = RealRedis.start()) {
			redis.stop();
			this.runner.withPropertyValues(url(redis)).run((context) -> {
				assertThat(context).hasNotFailed();
				RateLimitStore store = context.getBean(RateLimitStore.class);
				assertThat(charge(store)).isEqualTo(999);
				assertThat(this.failures).hasValue(1);
				redis.restart();
				awaitShared(store);
			});
		}
	}

	@Test
	void metersWhenRedisAnswersAndStopsShowBoth() {
		try (RealRedis redis = RealRedis.start()) {
			this.runner.withPropertyValues(url(redis)).run((context) -> {
				MeterRegistry registry = new SimpleMeterRegistry();
				context.getBeansOfType(MeterBinder.class).values().forEach((binder) -> binder.bindTo(registry));
				RateLimitStore store = connected(context);
				charge(store);
				assertThat(registry.get("hardening.ratelimit.store").tag("outcome", "answered").timer().count())
					.isEqualTo(1);
				assertThat(breaker(registry, "closed")).isEqualTo(1);
				redis.stop();
				chargedWithin(store, Duration.ofSeconds(5), 20);
				assertThat(registry.get("hardening.ratelimit.store").tag("outcome", "failed").timer().count())
					.isPositive();
				assertThat(breaker(registry, "closed")).isZero();
				assertThat(breaker(registry, "open") + breaker(registry, "half-open")).isEqualTo(1);
			});
		}
	}

	private static RateLimitStore connected(ApplicationContext context) {
		RedisStores.awaitConnection(context.getBean(RedisLink.class));
		return context.getBean(RateLimitStore.class);
	}

	private static double breaker(MeterRegistry registry, String state) {
		return registry.get("hardening.ratelimit.breaker").tag("state", state).gauge().value();
	}

	private static String url(RealRedis redis) {
		return "spring.data.redis.url=redis://%s:%d".formatted(redis.host(), redis.port());
	}

	private static long charge(RateLimitStore store) {
		ChargeResult result = store.charge(RedisStores.one(QUOTA, "a")).get(0);
		assertThat(result.isAdmitted()).isTrue();
		return result.remaining();
	}

	private static long chargedWithin(RateLimitStore store, Duration most, int times) {
		long start = System.nanoTime();
		long remaining = 0;
		for (int i = 0; i < times; i++) {
			remaining = charge(store);
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(most);
		return remaining;
	}

	private void awaitShared(RateLimitStore store) {
		long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
		int before;
		do {
			before = this.failures.get();
			store.charge(RedisStores.one(QUOTA, "b"));
			Thread.onSpinWait();
		}
		while (this.failures.get() > before && System.nanoTime() < end);
		assertThat(this.failures).hasValue(before);
	}

}
