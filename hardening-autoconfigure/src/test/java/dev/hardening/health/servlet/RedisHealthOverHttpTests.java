package dev.hardening.health.servlet;

import java.time.Duration;

import dev.hardening.test.RealRedis;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the probes say of a real Redis that goes away and comes back.
 */
class RedisHealthOverHttpTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@Test
	void probesWhenRedisStopsAndReturnsFollowAndTheApplicationStaysReady() {
		try (RealRedis redis = RealRedis.start(); RunningApplication application = start(redis)) {
			// The first check opens the connection, which may take longer than a check
			// may.
			await().atMost(PATIENCE).until(() -> application.get("/health").body().contains("\"redis\":\"up\""));
			await().atMost(PATIENCE).until(() -> application.get("/ready").statusCode() == 200);
			redis.stop();
			await().atMost(PATIENCE).until(() -> application.get("/health").statusCode() == 503);
			assertThat(application.get("/health").body()).contains("\"status\":\"degraded\"", "\"redis\":\"down\"")
				.doesNotContain("127.0.0.1", Integer.toString(redis.port()), "Exception", "refused");
			// Limits fall back to the memory of the instance.
			assertThat(application.get("/ready").statusCode()).isEqualTo(200);
			assertThat(application.get("/live").statusCode()).isEqualTo(200);
			redis.restart();
			await().atMost(PATIENCE).until(() -> application.get("/health").statusCode() == 200);
		}
	}

	@Test
	void readinessWhenRedisIsOfTheGroupFollowsIt() {
		try (RealRedis redis = RealRedis.start();
				RunningApplication application = start(redis,
						"management.endpoint.health.group.readiness.include=db,redis")) {
			await().atMost(PATIENCE).until(() -> application.get("/ready").statusCode() == 200);
			redis.pause();
			await().atMost(PATIENCE).until(() -> application.get("/ready").statusCode() == 503);
			assertThat(application.get("/live").statusCode()).isEqualTo(200);
			redis.resume();
			await().atMost(PATIENCE).until(() -> application.get("/ready").statusCode() == 200);
		}
	}

	private static RunningApplication start(RealRedis redis, String... more) {
		String[] properties = new String[more.length + 3];
		properties[0] = "spring.data.redis.host=" + redis.host();
		properties[1] = "spring.data.redis.port=" + redis.port();
		properties[2] = "hardening.environment=staging";
		System.arraycopy(more, 0, properties, 3, more.length);
		return RunningApplication.start(Application.class, properties);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
