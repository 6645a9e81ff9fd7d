package dev.hardening.logging.servlet;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Work that the clock starts, between requests, is work of no request.
 */
@ExtendWith(OutputCaptureExtension.class)
class ScheduledWorkTests {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	@Test
	void linesOfScheduledWorkNameNoRequestAndATraceForEachRun(CapturedOutput output) throws Exception {
		try (ServletWebServerApplicationContext context = start()) {
			JsonLines lines = JsonLines.from(output);
			for (int i = 0; i < 5; i++) {
				send(context, "scheduled-" + i);
			}
			List<JsonNode> runs = await().atMost(Duration.ofSeconds(20))
				.until(() -> lines.all()
					.filter((line) -> line.path("message").asString().equals("the clock says hello"))
					.toList(), (found) -> found.size() >= 3);
			assertThat(runs).allSatisfy((line) -> {
				assertThat(line.has("request_id")).isFalse();
				assertThat(line.has("user_id")).isFalse();
				assertThat(line.path("trace_id").asString()).hasSize(32);
				assertThat(line.path("span_id").asString()).hasSize(16);
			});
			assertThat(runs.stream().map((line) -> line.path("trace_id").asString()).distinct()).hasSameSizeAs(runs);
		}
	}

	private static ServletWebServerApplicationContext start() {
		return (ServletWebServerApplicationContext) new SpringApplicationBuilder(PropagationTestApplication.class,
				Clockwork.class)
			.run("--server.port=0", "--hardening.environment=production", "--hardening.rate-limit.enabled=false");
	}

	private static void send(ServletWebServerApplicationContext context, String id) throws Exception {
		String credentials = Base64.getEncoder()
			.encodeToString("demo:demo-password-1".getBytes(StandardCharsets.UTF_8));
		URI uri = URI.create("http://127.0.0.1:%d/threads".formatted(context.getWebServer().getPort()));
		CLIENT.send(HttpRequest.newBuilder(uri)
			.header("X-Request-ID", id)
			.header("Authorization", "Basic " + credentials)
			.build(), BodyHandlers.discarding());
	}

	@EnableScheduling
	@Configuration(proxyBeanMethods = false)
	static class Clockwork {

		@Bean
		Clock clock() {
			return new Clock();
		}

	}

	static class Clock {

		private static final Logger logger = LoggerFactory.getLogger(Clock.class);

		@Scheduled(fixedDelay = 50)
		void tick() {
			logger.info("the clock says hello");
		}

	}

}
