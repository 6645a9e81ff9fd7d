package dev.hardening.logging.servlet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Hooks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever thread works on a request says which one, and whoever is asked meanwhile is
 * told.
 */
@ExtendWith(OutputCaptureExtension.class)
class PropagationOverHttpTests {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private ServletWebServerApplicationContext context;

	@AfterEach
	void stop() {
		this.context.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void linesOfEveryThreadNameRequestUserAndTrace(boolean virtual, CapturedOutput output) throws Exception {
		start("--spring.threads.virtual.enabled=" + virtual);
		JsonLines lines = JsonLines.from(output);
		String thread = send(request("/threads", "threads-1")).body();
		assertThat(thread.contains("Virtual")).isEqualTo(virtual && Runtime.version().feature() >= 21);
		for (String message : new String[] { "@Async says", "executor says", "callable says" }) {
			assertIsOf(lines.line("threads-1", message));
		}
		JsonNode access = lines.accessLine("threads-1");
		assertThat(access.path("trace_id").asString()).isEqualTo(TRACE);
		assertThat(access.path("span_id").asString()).hasSize(16);
	}

	@Test
	void linesOfReactiveThreadsNameRequestUserAndTrace(CapturedOutput output) throws Exception {
		Hooks.disableAutomaticContextPropagation();
		start();
		JsonLines lines = JsonLines.from(output);
		assertThat(send(request("/reactive", "reactive-1")).body()).startsWith("boundedElastic");
		JsonNode parallel = lines.line("reactive-1", "parallel says");
		assertThat(parallel.path("thread").asString()).startsWith("parallel");
		assertIsOf(parallel);
		assertIsOf(lines.line("reactive-1", "elastic says"));
	}

	@Test
	void lineWhenTheNextRequestHasNoUserNamesNone(CapturedOutput output) throws Exception {
		start("--spring.task.execution.pool.core-size=1", "--server.tomcat.threads.max=1");
		send(request("/threads", "first-001"));
		send(request("/reactive", "first-002"));
		JsonLines lines = JsonLines.from(output);
		send(HttpRequest.newBuilder(uri("/echo")).header("X-Request-ID", "second-1").build());
		JsonNode access = lines.accessLine("second-1");
		assertThat(access.has("user_id")).isFalse();
		assertThat(access.path("trace_id").asString()).hasSize(32).isNotEqualTo(TRACE);
	}

	@ParameterizedTest
	@CsvSource({ "rest-client, asked-001", "rest-template, asked-001", "web-client, asked-001",
			"web-client-later, asked-001", "web-client-own-id, own-id-001" })
	void clientHandsOnTheIdAndTheTrace(String client, String id) throws Exception {
		start();
		JsonNode echo = JsonMapper.shared().readTree(send(request("/ask/" + client, "asked-001")).body());
		assertThat(echo.path("id").asString()).isEqualTo(id);
		assertThat(echo.path("trace").asString()).startsWith("00-" + TRACE + "-").doesNotContain("00f067aa0ba902b7");
	}

	@Test
	void clientWhenContextPropagationIsOffStillHandsOnTheId() throws Exception {
		start("--spring.reactor.context-propagation=limited");
		// Boot switches it on for the whole process and never off.
		Hooks.disableAutomaticContextPropagation();
		JsonNode echo = JsonMapper.shared().readTree(send(request("/ask/web-client-later", "asked-002")).body());
		assertThat(echo.path("id").asString()).isEqualTo("asked-002");
	}

	private void assertIsOf(JsonNode line) {
		assertThat(line.path("user_id").asString("")).as(line.toString()).isEqualTo("demo");
		assertThat(line.path("trace_id").asString("")).as(line.toString()).isEqualTo(TRACE);
		assertThat(line.path("span_id").asString("")).as(line.toString()).hasSize(16);
	}

	private void start(String... arguments) {
		this.context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(
				PropagationTestApplication.class)
			.properties("server.port=0", "hardening.environment=production", "hardening.rate-limit.enabled=false")
			.run(arguments);
	}

	private URI uri(String path) {
		return URI.create("http://127.0.0.1:%d%s".formatted(this.context.getWebServer().getPort(), path));
	}

	private HttpRequest request(String path, String id) {
		String credentials = Base64.getEncoder()
			.encodeToString("demo:demo-password-1".getBytes(StandardCharsets.UTF_8));
		return HttpRequest.newBuilder(uri(path))
			.header("X-Request-ID", id)
			.header("Authorization", "Basic " + credentials)
			.header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
			.build();
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return CLIENT.send(request, BodyHandlers.ofString());
	}

}
