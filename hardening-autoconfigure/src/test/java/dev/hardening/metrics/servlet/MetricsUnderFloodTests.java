package dev.hardening.metrics.servlet;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import dev.hardening.test.RunningApplication;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever callers make up, no series comes of it: each one costs memory here and in the
 * system that keeps the figures, for ever.
 */
class MetricsUnderFloodTests {

	private static final int FLOOD = 150;

	private static final String CREDENTIALS = "hk_live_0123456789abcdefghijABCDEFGHIJ_%06d";

	@Test
	void seriesWhenCallersMakeThingsUpAreNoMore() throws Exception {
		try (RunningApplication application = start()) {
			MeterRegistry registry = application.bean(MeterRegistry.class);
			flood(application, 20);
			Map<String, Integer> before = series(registry);
			flood(application, FLOOD);
			Map<String, Integer> after = series(registry);
			after.forEach((name, count) -> assertThat(count)
				.as("series of %s, of which there were %d", name, before.getOrDefault(name, 0))
				// One may be late; a flood has many.
				.isLessThan(before.getOrDefault(name, 0) + FLOOD / 10));
			assertThat(application.get("/metrics").body()).contains("hardening_rejected_total")
				.doesNotContain("made-up", "MADEUP", "192.0.2.");
		}
	}

	private static void flood(RunningApplication application, int times) throws IOException {
		for (int i = 0; i < times; i++) {
			String made = "made-up-" + UUID.randomUUID();
			raw(application, "GET /%s/%s?%s=1 HTTP/1.1".formatted(made, made, made));
			raw(application, "GET /item/%s HTTP/1.1".formatted(made));
			raw(application, "MADEUP%d /item/1 HTTP/1.1".formatted(i));
			raw(application, "GET /item/1 HTTP/1.1", "Host: %s.example.com".formatted(made));
			raw(application, "GET /item/1 HTTP/1.1", "X-API-Key: " + CREDENTIALS.formatted(i));
			raw(application, "GET /item/1 HTTP/1.1", "Authorization: %s %s".formatted(made, made));
			raw(application, "GET /item/1 HTTP/1.1", "Authorization: Bearer %s".formatted(made));
			raw(application, "GET /item/1 HTTP/1.1", "Origin: https://%s.example.com".formatted(made));
			raw(application, "GET /item/1 HTTP/1.1", "X-Forwarded-For: 192.0.2." + i, "X-Request-ID: " + made);
			raw(application, "GET /item/1 HTTP/1.1", "Accept: application/%s".formatted(made));
			raw(application, "OPTIONS /item/1 HTTP/1.1", "Origin: https://%s.example.com".formatted(made),
					"Access-Control-Request-Method: MADEUP" + i);
			report(application, made);
		}
	}

	private static void report(RunningApplication application, String made) throws IOException {
		String report = "{\"csp-report\":{\"document-uri\":\"http://localhost/%1$s\",\"violated-directive\":\"%1$s\","
				+ "\"effective-directive\":\"%1$s\",\"blocked-uri\":\"https://%1$s.example.com/\","
				+ "\"disposition\":\"%1$s\"}}";
		String body = report.formatted(made);
		raw(application, "POST /csp-reports HTTP/1.1", "Content-Type: application/csp-report",
				"Content-Length: " + body.length(), "", body);
	}

	private static void raw(RunningApplication application, String... lines) throws IOException {
		String head = String.join("\r\n", lines);
		String host = head.contains("\r\nHost:") ? "" : "\r\nHost: localhost";
		int end = head.indexOf("\r\n\r\n");
		String rest = host + "\r\nConnection: close\r\n\r\n";
		String whole = (end < 0) ? head + rest : head.substring(0, end) + rest + head.substring(end + 4);
		try (Socket socket = new Socket("127.0.0.1", application.port())) {
			socket.getOutputStream().write(whole.getBytes(StandardCharsets.UTF_8));
			assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
		}
	}

	private static Map<String, Integer> series(MeterRegistry registry) {
		Map<String, Integer> series = new TreeMap<>();
		for (Meter meter : registry.getMeters()) {
			series.merge(meter.getId().getName(), 1, Integer::sum);
		}
		return series;
	}

	private static RunningApplication start() {
		return RunningApplication.start(Application.class, "hardening.environment=staging",
				"hardening.metrics.access=permit-all", "hardening.lockout.enabled=true",
				"hardening.lockout.tracks.authentication.failures=1000000",
				"hardening.hosts.allowed=localhost,127.0.0.1", "hardening.jwt.secret=m3Vq8Zt1Xy6Wc0Rb5Nk9Lp2Hs7Jd4GfA",
				"hardening.api-keys.enabled=true", "hardening.api-keys.store=none",
				"hardening.api-keys.keys.somebody.value=m3Vq8Zt1Xy6Wc0Rb5Nk9Lp2Hs7Jd4GfA",
				"hardening.rate-limit.policies.item.paths=/item/**",
				"hardening.rate-limit.policies.item.limits=1000/1s",
				"hardening.rate-limit.policies.item.key=header:X-Request-ID",
				"hardening.rate-limit.policies.api.limits=1000000/1m", "hardening.security.rules[0].paths=/**",
				"hardening.security.rules[0].access=permit-all");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
	@RestController
	static class Application {

		@GetMapping("/item/{id}")
		String item(@PathVariable String id) {
			return "item " + id.length();
		}

	}

}
