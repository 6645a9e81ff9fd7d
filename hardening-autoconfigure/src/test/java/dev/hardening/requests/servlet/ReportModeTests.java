package dev.hardening.requests.servlet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Limits that are only reported tell of everything that they would refuse, and let all of
 * it pass.
 */
class ReportModeTests {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static ConfigurableApplicationContext context;

	// On a slow machine any request is late by its deadline, the first one above all.
	private static ConfigurableApplicationContext hasty;

	@BeforeAll
	static void start() {
		context = start("1m");
		hasty = start("100ms");
	}

	private static ConfigurableApplicationContext start(String timeout) {
		return new SpringApplicationBuilder(RequestsTestApplication.class)
			.properties(Map.of("server.port", "0", "hardening.requests.mode", "report",
					"hardening.requests.max-body-size", "1KB", "hardening.requests.max-query-length", "100",
					"hardening.requests.timeout", timeout, "hardening.rate-limit.enabled", "false"))
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

	@Test
	void bodyWhenItIsTooLargeIsReadAndReportedOnce() throws Exception {
		assertThat(send(request("/stream").POST(BodyPublishers.ofByteArray(new byte[20_000])))).isEqualTo("20000");
		assertThat(RequestsTestApplication.REFUSALS).containsExactly("request-size REPORT");
	}

	@Test
	void bodyInChunksWhenItIsTooLargeIsReadAndReportedOnce() throws Exception {
		HttpRequest.BodyPublisher chunked = BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[200_000]));
		assertThat(send(request("/stream").POST(chunked))).isEqualTo("200000");
		assertThat(RequestsTestApplication.REFUSALS).containsExactly("request-size REPORT");
	}

	@Test
	void queryWhenItIsTooLongIsAnsweredAndReported() throws Exception {
		assertThat(send(request("/quick?" + "a".repeat(200)).GET())).isEqualTo("false");
		assertThat(RequestsTestApplication.REFUSALS).containsExactly("request-size REPORT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/late", "/late-async" })
	void workWhenItIsLateGoesOnAndIsReportedOnce(String path) throws Exception {
		double before = reported("deadline");
		assertThat(send(request(hasty, path).GET())).isEqualTo("late");
		Awaitility.await()
			.untilAsserted(() -> assertThat(RequestsTestApplication.REFUSALS).containsExactly("deadline REPORT"));
		Awaitility.await().untilAsserted(() -> assertThat(reported("deadline")).isEqualTo(before + 1));
	}

	@Test
	void requestWithinItsBoundsIsNotReported() throws Exception {
		assertThat(send(request("/stream").POST(BodyPublishers.ofByteArray(new byte[1024])))).isEqualTo("1024");
		assertThat(send(request("/quick").GET())).isEqualTo("false");
		assertThat(RequestsTestApplication.REFUSALS).isEmpty();
	}

	private static double reported(String control) {
		Counter counter = hasty.getBean(MeterRegistry.class)
			.find("hardening.rejected")
			.tags("control", control, "outcome", "reported")
			.counter();
		return (counter != null) ? counter.count() : 0;
	}

	private HttpRequest.Builder request(String path) {
		return request(context, path);
	}

	private HttpRequest.Builder request(ConfigurableApplicationContext application, String path) {
		int port = ((ServletWebServerApplicationContext) application).getWebServer().getPort();
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.version(HttpClient.Version.HTTP_1_1);
	}

	private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
		HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		return response.body();
	}

}
