package dev.hardening.ratelimit.servlet;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import dev.hardening.test.CountedInRedis;
import dev.hardening.test.RealRedis;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an operator is told who resets a limit while Redis is lost: the other instances
 * still count.
 */
class RateLimitEndpointOutageTests {

	private static final String[] OPERATOR = { "Authorization",
			"Basic " + Base64.getEncoder().encodeToString("alice:alice".getBytes(StandardCharsets.US_ASCII)) };

	@Test
	void resetWhenRedisIsLostIsRefusedAndSaysSo() throws Exception {
		try (RealRedis redis = RealRedis.start();
				LimitedApplication application = LimitedApplication.start(
						"spring.data.redis.url=redis://127.0.0.1:" + redis.port(), "hardening.rate-limit.store=redis",
						"hardening.rate-limit.redis.timeout=20s", "hardening.rate-limit.policies.api.limits=1000/1h",
						"hardening.rate-limit.policies.api.tiers.ROLE_PRO=2000/1h",
						"hardening.rate-limit.policies.meta.limits=1000/1h",
						"hardening.rate-limit.policies.named.limits=1000/1h",
						"hardening.rate-limit.policies.AnnotatedClass.limits=1000/1h")) {
			CountedInRedis.await(application.bean(MeterRegistry.class), () -> application.get("/open"));
			String bucket = "/actuator/ratelimit/api/127.0.0.1";
			assertThat(application.send("DELETE", bucket, OPERATOR).statusCode()).isEqualTo(204);
			redis.stop();
			HttpResponse<String> refused = application.send("DELETE", bucket, OPERATOR);
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
			assertThat(refused.body()).contains("\"error\":\"unavailable\"");
			// What needs no Redis is still shown.
			assertThat(application.get("/actuator/ratelimit", OPERATOR).statusCode()).isEqualTo(200);
			assertThat(application.send("DELETE", "/actuator/ratelimit/unknown/127.0.0.1", OPERATOR).statusCode())
				.isEqualTo(404);
			redis.restart();
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> application.send("DELETE", bucket, OPERATOR).statusCode() == 204);
		}
	}

}
