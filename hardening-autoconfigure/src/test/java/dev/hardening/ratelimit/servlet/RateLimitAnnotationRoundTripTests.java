package dev.hardening.ratelimit.servlet;

import dev.hardening.test.CountedInRedis;
import dev.hardening.test.RealRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often a request asks Redis, counted by Redis itself.
 */
class RateLimitAnnotationRoundTripTests {

	@ParameterizedTest
	@ValueSource(strings = { "/open", "/meta", "/costly", "/class/one" })
	void requestWhenSeveralPoliciesLimitItIsOneCallOfRedis(String path) throws Exception {
		try (RealRedis redis = RealRedis.start(); LimitedApplication application = application(redis)) {
			try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + redis.port());
					StatefulRedisConnection<String, String> connection = client.connect()) {
				connection.sync().configResetstat();
				for (int i = 0; i < 10; i++) {
					assertThat(application.get(path).statusCode()).isEqualTo(200);
				}
				String stats = connection.sync().info("commandstats");
				assertThat(calls(stats)).as(stats).isEqualTo(10);
			}
		}
	}

	@Test
	void requestWhenKnownToBeRefusedIsNone() throws Exception {
		try (RealRedis redis = RealRedis.start(); LimitedApplication application = application(redis)) {
			for (int i = 0; i < 4; i++) {
				assertThat(application.send("POST", "/annotated").statusCode()).isEqualTo((i < 3) ? 200 : 429);
			}
			try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + redis.port());
					StatefulRedisConnection<String, String> connection = client.connect()) {
				connection.sync().configResetstat();
				for (int i = 0; i < 10; i++) {
					assertThat(application.send("POST", "/annotated").statusCode()).isEqualTo(429);
				}
				String stats = connection.sync().info("commandstats");
				assertThat(calls(stats)).as(stats).isZero();
			}
		}
	}

	private static LimitedApplication application(RealRedis redis) {
		LimitedApplication application = LimitedApplication.start(
				"spring.data.redis.url=redis://127.0.0.1:" + redis.port(), "hardening.rate-limit.store=redis",
				"hardening.rate-limit.redis.timeout=30s", "hardening.rate-limit.policies.api.limits=1000/1h",
				"hardening.rate-limit.policies.more.paths=/**", "hardening.rate-limit.policies.more.limits=1000/1h",
				"hardening.rate-limit.policies.meta.limits=1000/1h",
				"hardening.rate-limit.policies.named.limits=1000/1h",
				"hardening.rate-limit.policies.AnnotatedClass.limits=1000/1h");
		CountedInRedis.await(application.bean(MeterRegistry.class), () -> application.get("/open"));
		return application;
	}

	private static int calls(String stats) {
		return stats.lines()
			.filter((line) -> line.startsWith("cmdstat_eval"))
			.mapToInt((line) -> Integer.parseInt(line.replaceAll("cmdstat_eval[^:]*:calls=(\\d+),.*", "$1")))
			.sum();
	}

}
