package dev.hardening.ratelimit.servlet;

import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RateLimitServletAutoConfiguration} over a real port.
 */
class RateLimitServletAutoConfigurationTests {

	@Test
	void defaultPolicyWhenNothingIsConfiguredAdmitsHundredAMinute() throws Exception {
		try (LimitedApplication application = LimitedApplication.start()) {
			for (int i = 0; i < 100; i++) {
				assertThat(application.get("/open").statusCode()).isEqualTo(200);
			}
			HttpResponse<String> refused = application.get("/open");
			assertThat(refused.statusCode()).isEqualTo(429);
			assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
			application.clock().advance(Duration.ofSeconds(1));
			assertThat(application.get("/open").statusCode()).isEqualTo(200);
			assertThat(application.get("/open").statusCode()).isEqualTo(429);
			assertThat(application.get("/health").statusCode()).isNotEqualTo(429);
		}
	}

	@Test
	void answerWhenAdmittedTellsOfEveryPolicy() throws Exception {
		try (LimitedApplication application = LimitedApplication.start(
				"hardening.rate-limit.policies.login.paths=/login",
				"hardening.rate-limit.policies.login.limits=5/5m")) {
			HttpResponse<String> first = application.get("/login");
			assertThat(first.statusCode()).isEqualTo(200);
			assertThat(first.headers().allValues("RateLimit-Policy"))
				.containsExactly("\"api\";q=100;w=60, \"login\";q=5;w=300");
			assertThat(first.headers().allValues("RateLimit")).containsExactly("\"api\";r=99;t=1, \"login\";r=4;t=60");
			assertThat(first.headers().firstValue("X-RateLimit-Limit")).hasValue("5");
			assertThat(first.headers().firstValue("X-RateLimit-Remaining")).hasValue("4");
			assertThat(first.headers().firstValue("X-RateLimit-Reset")).hasValue("60");
		}
	}

	@Test
	void answerWhenRefusedIsAProblemThatChargesNoOtherPolicy() throws Exception {
		try (LimitedApplication application = LimitedApplication.start(
				"hardening.rate-limit.policies.login.paths=/login",
				"hardening.rate-limit.policies.login.limits=2/5m")) {
			application.get("/login");
			application.get("/login");
			for (int i = 0; i < 10; i++) {
				HttpResponse<String> refused = application.get("/login");
				assertThat(refused.statusCode()).isEqualTo(429);
				assertThat(refused.headers().firstValue("RateLimit")).hasValue("\"api\";r=98;t=2, \"login\";r=0;t=150");
				assertThat(refused.headers().firstValue("Retry-After")).hasValue("150");
				assertThat(refused.headers().firstValue("Cache-Control")).hasValue("no-store");
				assertThat(refused.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
				JsonNode problem = JsonMapper.shared().readTree(refused.body());
				assertThat(problem.get("type").asString())
					.isEqualTo("https://iana.org/assignments/http-problem-types#quota-exceeded");
				assertThat(problem.get("error").asString()).isEqualTo("rate_limit_exceeded");
				assertThat(problem.get("violated-policies").toString()).isEqualTo("[\"login\"]");
				assertThat(problem.get("retry_after").asInt()).isEqualTo(150);
			}
			application.clock().advance(Duration.ofSeconds(150));
			assertThat(application.get("/login").statusCode()).isEqualTo(200);
		}
	}

}
