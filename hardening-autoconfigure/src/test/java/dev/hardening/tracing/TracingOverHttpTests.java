package dev.hardening.tracing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

import com.google.protobuf.ByteString;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What reaches a receiver of traces over OTLP, by Boot's starter for OpenTelemetry.
 */
class TracingOverHttpTests {

	private static final String CANARY = "c4n4ry";

	private static final String BEARER = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0."
			+ "dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final String PARENT = "00f067aa0ba902b7";

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private ServletWebServerApplicationContext context;

	@AfterEach
	void stop() {
		if (this.context != null) {
			this.context.close();
		}
	}

	@Test
	void traceOfACallerIsJoinedAndHandedOn() throws Exception {
		try (OtlpReceiver receiver = OtlpReceiver.start()) {
			start(receiver);
			send(request("/ask").header("traceparent", "00-" + TRACE + "-" + PARENT + "-01"));
			List<Span> spans = spans(receiver);
			Span asked = span(spans, SpanKind.SPAN_KIND_SERVER, "/ask");
			assertThat(hex(asked.getTraceId())).isEqualTo(TRACE);
			assertThat(hex(asked.getParentSpanId())).isEqualTo(PARENT);
			Span client = spans.stream()
				.filter((span) -> span.getKind() == SpanKind.SPAN_KIND_CLIENT)
				.findFirst()
				.orElseThrow();
			assertThat(client.getParentSpanId()).isEqualTo(asked.getSpanId());
			Span echo = span(spans, SpanKind.SPAN_KIND_SERVER, "/echo");
			assertThat(hex(echo.getTraceId())).isEqualTo(TRACE);
			assertThat(echo.getParentSpanId()).isEqualTo(client.getSpanId());
		}
	}

	@Test
	void requestWithoutATraceStartsOne() throws Exception {
		try (OtlpReceiver receiver = OtlpReceiver.start()) {
			start(receiver);
			send(request("/echo").header("traceparent", "00-not-a-trace-01"));
			Span span = span(spans(receiver), SpanKind.SPAN_KIND_SERVER, "/echo");
			assertThat(hex(span.getTraceId())).hasSize(32);
			assertThat(span.getParentSpanId().isEmpty()).isTrue();
		}
	}

	@Test
	void histogramOfRequestsHasExemplars() throws Exception {
		try (OtlpReceiver receiver = OtlpReceiver.start()) {
			start(receiver, "--hardening.metrics.access=permit-all");
			send(request("/echo").header("traceparent", "00-" + TRACE + "-" + PARENT + "-01"));
			HttpResponse<String> metrics = send(
					request("/metrics").header("Accept", "application/openmetrics-text;version=1.0.0"));
			assertThat(metrics.body().lines())
				.filteredOn((line) -> line.startsWith("http_server_requests_seconds_bucket"))
				.anyMatch((line) -> line.contains("# {") && line.contains("trace_id=\"" + TRACE + "\""));
		}
	}

	@Test
	void canaryWhenSentInAnyWayIsInNoSpan() throws Exception {
		try (OtlpReceiver receiver = OtlpReceiver.start()) {
			start(receiver);
			send(request("/canary/" + BEARER + "?password=" + CANARY).header("X-API-Key", CANARY)
				.header("Cookie", "session=" + CANARY));
			assertThat(spans(receiver)).isNotEmpty();
			assertThat(receiver.everything()).contains("Cannot log in", "plain-attribute", "harmless", "7")
				.doesNotContain(CANARY)
				.doesNotContain("dozjgNryP4J3");
		}
	}

	@Test
	@Timeout(60)
	void requestWhenTheReceiverIsDeadIsAnswered() throws Exception {
		try (OtlpReceiver receiver = OtlpReceiver.startDead()) {
			start(receiver, "--management.opentelemetry.tracing.export.timeout=2s");
			for (int i = 0; i < 200; i++) {
				assertThat(send(request("/echo")).statusCode()).isEqualTo(200);
			}
			assertThat(receiver.spans()).isEmpty();
		}
	}

	private static Span span(List<Span> spans, SpanKind kind, String path) {
		return spans.stream()
			.filter((span) -> span.getKind() == kind && path.equals(OtlpReceiver.attribute(span, "http.url")))
			.findFirst()
			.orElseThrow();
	}

	private static String hex(ByteString bytes) {
		return HexFormat.of().formatHex(bytes.toByteArray());
	}

	private List<Span> spans(OtlpReceiver receiver) {
		// Closed first: a span may end after the client has its answer.
		this.context.close();
		return receiver.spans();
	}

	private void start(OtlpReceiver receiver, String... arguments) {
		this.context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class).properties(
				"server.port=0", "hardening.rate-limit.enabled=false", "management.tracing.sampling.probability=1",
				"management.opentelemetry.tracing.export.otlp.endpoint=" + receiver.endpoint(),
				"management.opentelemetry.tracing.export.timeout=1m", "management.otlp.metrics.export.enabled=false")
			.run(arguments);
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(this.context.getWebServer().getPort(), path)));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
	static class Application {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

		@Bean
		Endpoints endpoints(RestClient.Builder builder) {
			return new Endpoints(builder.build());
		}

	}

	@RestController
	static class Endpoints {

		private final RestClient client;

		Endpoints(RestClient client) {
			this.client = client;
		}

		@GetMapping("/ask")
		String ask(HttpServletRequest request) {
			return this.client.get()
				.uri("http://127.0.0.1:%d/echo".formatted(request.getLocalPort()))
				.retrieve()
				.body(String.class);
		}

		@GetMapping("/echo")
		String echo() {
			return "echo";
		}

		@GetMapping("/canary/{token}")
		void canary(@PathVariable String token, HttpServletRequest request) {
			io.opentelemetry.api.trace.Span span = io.opentelemetry.api.trace.Span.current();
			span.setAttribute("password", CANARY);
			span.setAttribute("plain-attribute", "harmless, but token=" + CANARY);
			span.setAttribute(AttributeKey.stringArrayKey("list"), List.of("one", "Bearer " + token));
			span.setAttribute("number", 7);
			span.addEvent("Tried password=" + CANARY);
			this.client.get()
				.uri("http://127.0.0.1:%d/echo?api_key=%s&signature=%s".formatted(request.getLocalPort(), CANARY,
						CANARY))
				.retrieve()
				.toBodilessEntity();
			throw new IllegalStateException("Cannot log in with password=" + request.getParameter("password"),
					new IllegalArgumentException("X-API-Key: " + request.getHeader("X-API-Key")));
		}

	}

}
