package dev.hardening.health.servlet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who sees the checks of the probes and who reads the metrics: nobody in particular, a
 * caller that is somebody, and one that operates the application.
 */
@Tag("long")
class OperatorAccessTests {

	private static final String SOMEBODY = "m3Vq8Zt1Xy6Wc0Rb5Nk9Lp2Hs7Jd4GfA";

	private static final String OPERATOR = "k7Tn2Qw9Zr4Vb6Xc1Mh8Jp5Ls3Gd0FyE";

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private ServletWebServerApplicationContext context;

	@AfterEach
	void stop() {
		this.context.close();
	}

	@ParameterizedTest
	@CsvSource({ "always, true, true, true", "when-authorized, false, false, true", "never, false, false, false" })
	void checksAreShownTo(String show, boolean anyone, boolean somebody, boolean operator) throws Exception {
		start("--hardening.health.show-checks=" + show);
		for (String probe : new String[] { "/health", "/ready" }) {
			assertThat(send(probe, null).body().contains("\"checks\"")).as("anyone, " + probe).isEqualTo(anyone);
			assertThat(send(probe, SOMEBODY).body().contains("\"checks\"")).as("somebody, " + probe)
				.isEqualTo(somebody);
			assertThat(send(probe, OPERATOR).body().contains("\"checks\"")).as("operator, " + probe)
				.isEqualTo(operator);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "permit-all | 200 | 200 | 200", "authenticated | 401 | 200 | 200",
			"hasScope('actuator') | 401 | 403 | 200", "deny-all | 401 | 403 | 403" })
	void metricsAreReadBy(String access, int anyone, int somebody, int operator) throws Exception {
		start("--hardening.metrics.access=" + access);
		assertMetrics(anyone, somebody, operator);
	}

	@ParameterizedTest
	@CsvSource("401, 403, 200")
	void metricsWhenNothingIsSetAreReadBy(int anyone, int somebody, int operator) throws Exception {
		start();
		assertMetrics(anyone, somebody, operator);
	}

	private void assertMetrics(int anyone, int somebody, int operator) throws Exception {
		assertThat(send("/metrics", null).statusCode()).as("anyone").isEqualTo(anyone);
		assertThat(send("/metrics", SOMEBODY).statusCode()).as("somebody").isEqualTo(somebody);
		assertThat(send("/metrics", OPERATOR).statusCode()).as("operator").isEqualTo(operator);
	}

	private void start(String... arguments) {
		this.context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class)
			.properties(Map.of("server.port", "0", "hardening.rate-limit.enabled", "false", "hardening.lockout.enabled",
					"false", "hardening.api-keys.enabled", "true", "hardening.api-keys.keys.somebody.value", SOMEBODY,
					"hardening.api-keys.keys.somebody.scopes", "read", "hardening.api-keys.keys.operator.value",
					OPERATOR, "hardening.api-keys.keys.operator.scopes", "actuator", "hardening.api-keys.store",
					"none"))
			.run(arguments);
	}

	private HttpResponse<String> send(String path, String key) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(this.context.getWebServer().getPort(), path)));
		if (key != null) {
			request.header("X-API-Key", key);
		}
		return CLIENT.send(request.build(), BodyHandlers.ofString());
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
	static class Application {

	}

}
