package dev.hardening.sentry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.hardening.test.RunningApplication;
import io.sentry.Sentry;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callers who try to fill the quota of reports, and a receiver that hangs meanwhile.
 */
class SentryUnderAttackTests {

	private static final int FLOOD = 400;

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	@Test
	void wrongInputIsNotSentEvenByWhoReportsFirst() throws Exception {
		try (SentryReceiver receiver = SentryReceiver.start(); RunningApplication application = start(receiver)) {
			List<HttpRequest.Builder> wrong = List.of(json(application, "{\"name\":"),
					json(application, "{\"name\":\"\"}"), json(application, "{\"name\":[1]}"),
					json(application, "[".repeat(2000)), request(application, "/number/many"),
					request(application, "/needs"), request(application, "/nothing-here"),
					request(application, "/checked/ab"), request(application, "/person"),
					request(application, "/upload").header("Content-Type", "multipart/form-data; boundary=x")
						.POST(BodyPublishers.ofString("--x\r\nContent-Dispo")),
					request(application, "/person").header("Content-Type", "text/plain")
						.POST(BodyPublishers.ofString("name")));
			for (HttpRequest.Builder request : wrong) {
				assertThat(send(request)).as(request.build().uri().toString()).isBetween(400, 499);
			}
			assertThat(send(request(application, "/fault"))).isEqualTo(500);
			Sentry.flush(10_000);
			assertThat(receiver.items("event")).hasSize(1).first().satisfies(SentryUnderAttackTests::assertFault);
		}
	}

	// A request that waited for the receiver would never be answered.
	@Test
	@Timeout(value = 5, unit = TimeUnit.MINUTES)
	void floodOfFaultsWhenTheReceiverHangsIsAnsweredAndMostlyDropped() throws Exception {
		try (SentryReceiver receiver = SentryReceiver.startDead(); RunningApplication application = start(receiver)) {
			CompletableFuture<?>[] flood = IntStream.range(0, FLOOD)
				.mapToObj((i) -> CLIENT.sendAsync(request(application, "/fault").build(), BodyHandlers.discarding())
					.thenAccept((response) -> assertThat(response.statusCode()).isEqualTo(500)))
				.toArray(CompletableFuture[]::new);
			CompletableFuture.allOf(flood).join();
			receiver.release();
			Sentry.flush(10_000);
			assertThat(receiver.items("event")).hasSizeBetween(1, FLOOD / 2);
			assertThat(Thread.getAllStackTraces().keySet()).filteredOn((thread) -> thread.getName().contains("Sentry"))
				.hasSizeLessThan(10);
		}
	}

	private static void assertFault(JsonNode event) {
		assertThat(event.at("/exception/values/0/value").asString()).isEqualTo("fault");
	}

	private static HttpRequest.Builder json(RunningApplication application, String body) {
		return request(application, "/person").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body));
	}

	private static HttpRequest.Builder request(RunningApplication application, String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + application.port() + path));
	}

	private static int send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return CLIENT.send(request.build(), BodyHandlers.discarding()).statusCode();
	}

	private static RunningApplication start(SentryReceiver receiver) {
		return RunningApplication.start(Application.class, "hardening.environment=production",
				"hardening.audit.fail-on=never", "hardening.rate-limit.enabled=false",
				"hardening.sentry.dsn=" + receiver.dsn(), "hardening.sentry.traces-sample-rate=0",
				"sentry.read-timeout-millis=1000000", "sentry.exception-resolver-order=-2147483648",
				"hardening.security.rules[0].paths=/**", "hardening.security.rules[0].access=permit-all");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
	@RestController
	@Validated
	static class Application {

		@GetMapping("/fault")
		void fault() {
			throw new IllegalStateException("fault");
		}

		@PostMapping("/person")
		Map<String, String> person(@Valid @RequestBody Person person) {
			return Map.of("name", person.name());
		}

		@GetMapping("/number/{number}")
		int number(@PathVariable int number) {
			return number;
		}

		@GetMapping("/needs")
		String needs(@RequestParam String name) {
			return name;
		}

		@GetMapping("/checked/{name}")
		String checked(@PathVariable @Size(min = 3) String name) {
			return name;
		}

		@PostMapping("/upload")
		long upload(@RequestParam MultipartFile file) {
			return file.getSize();
		}

	}

	record Person(@NotBlank String name) {
	}

}
