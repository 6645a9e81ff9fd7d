package dev.hardening.health.servlet;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Anonymous callers who use the probes to load what the probes ask.
 */
@Tag("long")
class ProbesUnderLoadTests {

	private static final int FLOOD = 500;

	private static final long CACHE_MILLIS = 200;

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void checkWhenProbesAreFloodedRunsAsOftenAsTheCacheAllows() {
		try (RunningApplication application = start(Counting.class, "1m")) {
			long start = System.nanoTime();
			assertThat(flood(application, "/health")).allMatch((response) -> response.statusCode() == 200);
			long periods = (System.nanoTime() - start) / 1_000_000 / CACHE_MILLIS;
			assertThat(application.bean(Counting.class).calls.get()).isBetween(1, (int) periods + 2);
		}
	}

	@Test
	void probesWhenACheckHangsAreAnsweredAndSayNoCause() {
		try (RunningApplication application = start(Hanging.class, "5s")) {
			assertThat(flood(application, "/health")).allSatisfy((response) -> {
				assertThat(response.statusCode()).isEqualTo(503);
				assertThat(response.body()).contains("\"hanging\":\"down\"").doesNotContain("Exception", "timeout");
			});
			assertThat(flood(application, "/ready")).allMatch((response) -> response.statusCode() == 200);
			assertThat(flood(application, "/live")).allMatch((response) -> response.statusCode() == 200);
			assertThat(application.bean(HangingHealthIndicator.class).calls).hasValue(1);
		}
	}

	private List<HttpResponse<String>> flood(RunningApplication application, String path) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + application.port() + path))
			.build();
		return Stream.generate(() -> this.client.sendAsync(request, BodyHandlers.ofString()))
			.limit(FLOOD)
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.toList();
	}

	private static RunningApplication start(Class<?> application, String timeout) {
		return RunningApplication.start(application, "hardening.environment=staging",
				"hardening.health.cache=" + CACHE_MILLIS + "ms", "hardening.health.timeout=" + timeout);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
	static class Counting {

		final AtomicInteger calls = new AtomicInteger();

		@Bean
		HealthIndicator countingHealthIndicator() {
			return () -> {
				this.calls.incrementAndGet();
				return Health.up().build();
			};
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
	static class Hanging {

		@Bean
		HangingHealthIndicator hangingHealthIndicator() {
			return new HangingHealthIndicator();
		}

	}

}
