package dev.hardening.requests.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestsServletAutoConfiguration} over a real port.
 */
class RequestsServletAutoConfigurationTests {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static ConfigurableApplicationContext context;

	// On a slow machine any request is late by its deadline, the first one above all.
	private static ConfigurableApplicationContext hasty;

	@BeforeAll
	static void start() {
		context = start("1m");
		hasty = start("1s");
	}

	private static ConfigurableApplicationContext start(String timeout) {
		return new SpringApplicationBuilder(RequestsTestApplication.class).web(WebApplicationType.SERVLET)
			.properties(Map.of("server.port", "0", "hardening.requests.max-body-size", "1KB",
					"hardening.requests.max-query-length", "100", "hardening.requests.max-query-parameters", "5",
					"hardening.requests.max-uri-length", "200", "hardening.requests.timeout", timeout,
					"hardening.rate-limit.enabled", "false"))
			.run();
	}

	@AfterAll
	static void stop() {
		context.close();
		hasty.close();
	}

	@BeforeEach
	void forget() {
		RequestsTestApplication.REFUSALS.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/plain", "application/octet-stream", "image/png", "" })
	void postWhenAnnouncedBodyIsTooLargeIsRefusedWhateverItsType(String type) throws Exception {
		HttpRequest.Builder request = request("/read").POST(BodyPublishers.ofByteArray(new byte[2000]));
		assertTooLarge(send(type.isEmpty() ? request : request.header("Content-Type", type)));
		assertThat(RequestsTestApplication.REFUSALS).containsExactly("request-size ENFORCE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/read", "/stream", "/text" })
	void postWhenChunkedBodyTurnsOutTooLargeIsRefused(String path) throws Exception {
		assertTooLarge(send(request(path).header("Content-Type", "text/plain").POST(chunked(200_000))));
		assertThat(RequestsTestApplication.REFUSALS).containsExactly("request-size ENFORCE");
	}

	@Test
	void postWhenBodyIsOfExactlyTheLargestSizeIsRead() throws Exception {
		assertThat(send(request("/stream").POST(BodyPublishers.ofByteArray(new byte[1024]))).body()).isEqualTo("1024");
		assertThat(send(request("/stream").POST(chunked(1024))).body()).isEqualTo("1024");
		assertThat(RequestsTestApplication.REFUSALS).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void postWhenFormIsTooLargeIsRefused(boolean announced) throws Exception {
		String form = "a=" + "x".repeat(5000);
		HttpResponse<String> response = send(
				request("/form").header("Content-Type", "application/x-www-form-urlencoded")
					.POST(announced ? BodyPublishers.ofString(form) : chunked(form)));
		assertThat(response.statusCode()).isEqualTo(413);
		assertThat(problem(response).path("error").asString()).isEqualTo("request_too_large");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void postWhenMultipartIsTooLargeIsRefused(boolean announced) throws Exception {
		String body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n"
				+ "x".repeat(5000) + "\r\n--b--\r\n";
		HttpResponse<String> response = send(
				request("/upload").header("Content-Type", "multipart/form-data; boundary=b")
					.POST(announced ? BodyPublishers.ofString(body) : chunked(body)));
		assertTooLarge(response);
	}

	@Test
	void postWhenMultipartIsMalformedIsRefused() throws Exception {
		String body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\u0000.txt\"\r\n\r\nx\r\n--b--\r\n";
		HttpResponse<String> response = send(
				request("/upload").header("Content-Type", "multipart/form-data; boundary=b")
					.POST(BodyPublishers.ofString(body)));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(problem(response).path("error").asString()).isEqualTo("malformed_request");
	}

	@Test
	void getWhenQueryOrTargetIsTooLongIsRefused() throws Exception {
		HttpResponse<String> query = send(request("/read?" + "q".repeat(101)).GET());
		assertThat(query.statusCode()).isEqualTo(414);
		assertThat(problem(query).path("max_length").asInt()).isEqualTo(100);
		HttpResponse<String> target = send(request("/" + "p".repeat(250)).GET());
		assertThat(problem(target).path("error").asString()).isEqualTo("uri_too_long");
		HttpResponse<String> many = send(request("/read?a&b&c&d&e&f").GET());
		assertThat(many.statusCode()).isEqualTo(400);
		assertThat(problem(many).path("error").asString()).isEqualTo("malformed_request");
	}

	@Test
	void getWhenWorkTakesTooLongIsInterruptedAndAnswered() throws Exception {
		HttpResponse<String> response = send(request(hasty, "/slow").GET());
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(problem(response).path("error").asString()).isEqualTo("request_timeout");
		assertThat(response.headers().firstValue("Retry-After")).isPresent();
		assertThat(RequestsTestApplication.INTERRUPTED).isTrue();
		// It is counted when the thread comes back, which may be after the answer.
		Awaitility.await()
			.untilAsserted(() -> assertThat(RequestsTestApplication.REFUSALS).containsExactly("deadline ENFORCE"));
		assertThat(send(request(hasty, "/quick").GET()).body()).isEqualTo("false");
	}

	@Test
	void getWhenAsyncWorkTakesTooLongIsAnsweredOnce() throws Exception {
		HttpResponse<String> response = send(request(hasty, "/never").GET());
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(problem(response).path("error").asString()).isEqualTo("request_timeout");
	}

	@Test
	void postWhenBodyTricklesIsGivenUpAtTheDeadline() throws Exception {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(hasty))) {
			OutputStream out = socket.getOutputStream();
			out.write(
					"POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n"
						.getBytes(StandardCharsets.US_ASCII));
			InputStream in = socket.getInputStream();
			for (int i = 0; i < 900 && in.available() == 0; i++) {
				out.write('x');
				out.flush();
				new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
			}
			byte[] head = in.readNBytes("HTTP/1.1 503".length());
			assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 503");
		}
	}

	@Test
	void reportWhenModeIsReportRefusesNothingAndCounts() throws Exception {
		try (ConfigurableApplicationContext reporting = new SpringApplicationBuilder(RequestsTestApplication.class)
			.properties(Map.of("server.port", "0", "hardening.requests.mode", "report",
					"hardening.requests.max-body-size", "1KB"))
			.run()) {
			int port = ((ServletWebServerApplicationContext) reporting).getWebServer().getPort();
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/stream".formatted(port)))
				.POST(BodyPublishers.ofByteArray(new byte[2000]))
				.build();
			assertThat(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body()).isEqualTo("2000");
			assertThat(RequestsTestApplication.REFUSALS).containsExactly("request-size REPORT");
		}
	}

	@Test
	void filtersWhenDisabledAreAbsent() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(RequestsServletAutoConfiguration.class))
			.withPropertyValues("hardening.requests.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("requestLimitsFilter"));
	}

	private void assertTooLarge(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(413);
		assertThat(problem(response).path("error").asString()).isEqualTo("request_too_large");
		assertThat(problem(response).path("max_size_bytes").asInt()).as(response.body()).isEqualTo(1024);
	}

	private HttpRequest.BodyPublisher chunked(int size) {
		return chunked("x".repeat(size));
	}

	private HttpRequest.BodyPublisher chunked(String body) {
		return BodyPublishers.fromPublisher(BodyPublishers.ofString(body));
	}

	private static int port(ConfigurableApplicationContext application) {
		return ((ServletWebServerApplicationContext) application).getWebServer().getPort();
	}

	private HttpRequest.Builder request(String path) {
		return request(context, path);
	}

	private HttpRequest.Builder request(ConfigurableApplicationContext application, String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(application) + path))
			.version(HttpClient.Version.HTTP_1_1);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private JsonNode problem(HttpResponse<String> response) {
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		return JsonMapper.shared().readTree(response.body());
	}

}
