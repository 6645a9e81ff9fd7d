package dev.hardening.ratelimit.servlet;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import dev.hardening.ratelimit.RateLimiter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for limits by annotation and for the endpoint, over a real port.
 */
class RateLimitAnnotationTests {

	private static LimitedApplication application;

	@BeforeAll
	static void start() {
		application = LimitedApplication.start("hardening.rate-limit.policies.meta.limits=4/1h",
				"hardening.rate-limit.policies.mails.paths=", "hardening.rate-limit.policies.mails.key=principal",
				"hardening.rate-limit.policies.mails.limits=3/1h", "hardening.rate-limit.policies.off.limits=1/1h",
				"hardening.rate-limit.policies.off.enabled=false",
				"management.endpoints.web.exposure.include=ratelimit,health");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void handlerWhenAnnotatedIsLimitedUnderTheNameOfItsMethod() throws Exception {
		for (int i = 0; i < 3; i++) {
			assertThat(application.send("POST", "/annotated").statusCode()).isEqualTo(200);
		}
		HttpResponse<String> refused = application.send("POST", "/annotated");
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.body()).contains("\"violated-policies\":[\"Annotated.annotated\"]");
		assertThat(refused.headers().firstValue("RateLimit-Policy"))
			.hasValue("\"api\";q=100;w=60, \"Annotated.annotated\";q=3;w=60");
	}

	@Test
	void handlerWhenItHasSeveralLimitsAndACostTellsOfTheTightest() throws Exception {
		HttpResponse<String> admitted = application.get("/costly");
		assertThat(admitted.headers().firstValue("RateLimit-Policy"))
			.hasValue("\"api\";q=100;w=60, \"named\";q=3;w=60, \"named-1h\";q=5;w=3600");
		assertThat(admitted.headers().firstValue("RateLimit").orElseThrow()).contains("\"named\";r=0;t=60");
		HttpResponse<String> refused = application.get("/costly");
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.headers().firstValue("Retry-After")).hasValue("720");
	}

	@Test
	void handlerWhenMetaAnnotatedIsLimitedAndYamlOverridesItsNumbers() throws Exception {
		for (int i = 0; i < 4; i++) {
			assertThat(application.get("/meta").statusCode()).isEqualTo(200);
		}
		assertThat(application.get("/meta").statusCode()).isEqualTo(429);
	}

	@Test
	void handlersWhenTheirClassIsAnnotatedShareOneLimit() throws Exception {
		assertThat(application.get("/class/one").statusCode()).isEqualTo(200);
		assertThat(application.get("/class/two").statusCode()).isEqualTo(200);
		assertThat(application.get("/class/one").statusCode()).isEqualTo(429);
		assertThat(application.get("/class/free").statusCode()).isEqualTo(200);
	}

	@Test
	void limiterWhenThePolicyIsOffAdmitsEverythingAndKnowsNobody() {
		RateLimiter limiter = application.bean(RateLimiter.class);
		for (int i = 0; i < 5; i++) {
			assertThat(limiter.tryAcquire("off", "erin").allowed()).isTrue();
			assertThat(limiter.tryAcquire("off", "erin", 7).retryAfter()).isZero();
		}
		assertThat(limiter.peek("off", "erin")).isNull();
		limiter.release("off", "erin", 1);
		limiter.reset("off", "erin");
		assertThatIllegalArgumentException().isThrownBy(() -> limiter.tryAcquire("none", "erin"))
			.withMessageContaining("No rate limit policy is named 'none'");
	}

	@Test
	void limiterWhenAskedByHandCountsByThePolicy() {
		RateLimiter limiter = application.bean(RateLimiter.class);
		assertThat(limiter.peek("mails", "carol")).isNull();
		assertThat(limiter.tryAcquire("mails", "carol").remaining()).isEqualTo(2);
		assertThat(limiter.tryAcquire("mails", "carol", 3).allowed()).isFalse();
		assertThat(limiter.tryAcquire("mails", "carol", 2).allowed()).isTrue();
		assertThat(limiter.tryAcquire("mails", "carol").retryAfter()).hasMinutes(20);
		limiter.release("mails", "carol", 1);
		assertThat(limiter.tryAcquire("mails", "carol").allowed()).isTrue();
		limiter.reset("mails", "carol");
		assertThat(limiter.tryAcquire("mails", "carol").remaining()).isEqualTo(2);
	}

	@Test
	void endpointWhenReadShowsPoliciesAndOneKeyAndResetsIt() throws Exception {
		String[] actuator = { "Authorization",
				"Basic " + Base64.getEncoder().encodeToString("alice:alice".getBytes(StandardCharsets.US_ASCII)) };
		RateLimiter limiter = application.bean(RateLimiter.class);
		limiter.tryAcquire("mails", "dave", 3);
		String policies = application.get("/actuator/ratelimit", actuator).body();
		assertThat(policies).contains("\"api\"", "\"mails\"", "\"Annotated.annotated\"", "\"100/1m\"",
				"\"tracked_clients\"");
		String bucket = application.get("/actuator/ratelimit/mails/dave", actuator).body();
		assertThat(bucket).contains("\"key\":\"principal:dave\"", "\"remaining\":0", "\"retry_after\":1200");
		assertThat(application.send("DELETE", "/actuator/ratelimit/mails/dave", actuator).statusCode()).isEqualTo(204);
		assertThat(application.get("/actuator/ratelimit/mails/dave", actuator).body()).contains("\"remaining\":3",
				"\"tracked\":false");
		for (String method : new String[] { "GET", "DELETE" }) {
			HttpResponse<String> unknown = application.send(method, "/actuator/ratelimit/unknown/dave", actuator);
			assertThat(unknown.statusCode()).isEqualTo(404);
			assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(unknown.body()).contains("\"error\":\"not_found\"");
		}
		assertThat(application.get("/actuator/ratelimit/api/127.0.0.1", actuator).body())
			.contains("\"key\":\"ip:127.0.0.1\"");
	}

}
