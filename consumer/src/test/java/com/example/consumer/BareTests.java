package com.example.consumer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing is configured, and it starts and is hardened.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class BareTests {

	@LocalServerPort
	private int port;

	@Test
	void classPathWhenNothingElseIsAddedHasNoneOfTheOptionalLibraries() {
		for (String type : new String[] { "org.springframework.data.redis.core.RedisTemplate", "org.flywaydb.core.Flyway",
				"org.springframework.jdbc.core.JdbcTemplate", "io.sentry.Sentry", "org.apache.tika.mime.MimeTypes" }) {
			assertThat(ClassUtils.isPresent(type, getClass().getClassLoader())).as(type).isFalse();
		}
	}

	@Test
	void greetingWhenNobodyIsAuthenticatedIsAProblemWithAllHeaders() throws Exception {
		HttpResponse<String> response = get("/greeting");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(response.body()).contains("\"error\":\"unauthorized\"").contains("request_id");
		for (String header : new String[] { "Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options",
				"Referrer-Policy", "X-Request-ID", "X-Response-Time", "RateLimit", "RateLimit-Policy",
				"X-RateLimit-Limit" }) {
			assertThat(response.headers().allValues(header)).as(header).hasSize(1);
		}
	}

	@Test
	void probesWhenAskedAnswer() throws Exception {
		assertThat(get("/live").body()).contains("\"status\":\"alive\"");
		assertThat(get("/ready").body()).contains("\"status\":\"ready\"");
		assertThat(get("/health").statusCode()).isEqualTo(200);
	}

	@Test
	void greetingWhenAskedTooOftenIsRefused() throws Exception {
		HttpResponse<String> response = get("/greeting");
		// A permit comes back each 600 ms, which on a slow machine is soon.
		for (int i = 0; i < 1000 && response.statusCode() != 429; i++) {
			response = get("/greeting");
		}
		assertThat(response.statusCode()).isEqualTo(429);
		assertThat(response.body()).contains("rate_limit_exceeded");
		assertThat(response.headers().firstValue("Retry-After")).isPresent();
		assertThat(get("/live").statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> get(String path) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path)).build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

}
