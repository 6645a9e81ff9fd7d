package dev.hardening.metrics.servlet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the metrics over a real port, with the access rules of the starter.
 */
class MetricsOverHttpTests {

	private final HttpClient client = HttpClient.newHttpClient();

	private ServletWebServerApplicationContext context;

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void metricsWhenCallerIsAnonymousAreRefused() throws Exception {
		start();
		assertThat(send("GET", "/metrics", null).statusCode()).isEqualTo(401);
		assertThat(send("HEAD", "/metrics", null).statusCode()).isEqualTo(401);
		assertThat(send("GET", "/actuator/prometheus", null).statusCode()).isEqualTo(401);
		assertThat(send("GET", "/actuator/hardening", null).statusCode()).isEqualTo(401);
	}

	@Test
	void metricsWhenOpenArePrometheusText() throws Exception {
		start("--hardening.metrics.access=permit-all", "--spring.application.version=1.2.3");
		send("GET", "/live", null);
		HttpResponse<String> response = send("GET", "/metrics", null);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain")
			.contains("version=0.0.4");
		assertThat(response.body()).contains("hardening_info{", "version=\"1.2.3\"", "jvm_memory_used_bytes",
				"http_server_requests_seconds_bucket{", "le=\"0.25\"");
	}

	@Test
	void metricsWhenOpenMetricsIsAskedForAreThat() throws Exception {
		start("--hardening.metrics.access=permit-all");
		HttpResponse<String> response = send("GET", "/metrics", "application/openmetrics-text;version=1.0.0,*/*;q=0.1");
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/openmetrics-text");
		assertThat(response.body()).endsWith("# EOF\n");
	}

	@Test
	void metricsWhenAcceptIsGarbageAreText() throws Exception {
		start("--hardening.metrics.access=permit-all");
		assertThat(send("GET", "/metrics", "garbage;;/").headers().firstValue("Content-Type").orElse(""))
			.startsWith("text/plain");
	}

	@Test
	void metricsWhenHeadHaveNoBodyAndOtherMethodsAreRefused() throws Exception {
		start("--hardening.metrics.access=permit-all");
		HttpResponse<String> response = send("HEAD", "/metrics", null);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
		assertThat(send("DELETE", "/metrics", null).statusCode()).isEqualTo(405);
	}

	@Test
	void metricsWhenPathIsMovedAndTheActuatorShowsNoneAnswerThere() throws Exception {
		start("--hardening.metrics.access=permit-all", "--hardening.metrics.path=/internal/metrics",
				"--management.endpoints.web.exposure.include=health");
		assertThat(send("GET", "/internal/metrics", null).statusCode()).isEqualTo(200);
		assertThat(send("GET", "/metrics", null).statusCode()).isIn(401, 404);
	}

	private void start(String... arguments) {
		this.context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class)
			.properties(Map.of("server.port", "0", "hardening.rate-limit.enabled", "false"))
			.run(arguments);
	}

	private HttpResponse<String> send(String method, String path, String accept)
			throws IOException, InterruptedException {
		URI uri = URI.create("http://127.0.0.1:%d%s".formatted(this.context.getWebServer().getPort(), path));
		HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
		if (accept != null) {
			request.header("Accept", accept);
		}
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
	static class Application {

	}

}
