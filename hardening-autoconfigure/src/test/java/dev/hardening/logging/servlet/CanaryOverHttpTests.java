package dev.hardening.logging.servlet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.web.exchanges.HttpExchangeRepository;
import org.springframework.boot.actuate.web.exchanges.InMemoryHttpExchangeRepository;
import org.springframework.boot.actuate.web.exchanges.Include;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A secret goes in by every way there is, and comes out by none: not in a line of either
 * form, not in an answer, not by the actuator even when it shows all it has.
 */
@ExtendWith(OutputCaptureExtension.class)
class CanaryOverHttpTests {

	private static final String CANARY = "c4n4ry";

	private static final String SIGNATURE = "dozjgNryP4J3jVmNHl0w5N";

	private static final String BEARER = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0." + SIGNATURE
			+ "_XgL0n3I9PlFUP0THsR8U";

	private static final String EVERYTHING = Arrays.stream(Include.values())
		.map(Include::name)
		.collect(Collectors.joining(","));

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private final StringBuilder answers = new StringBuilder();

	private ServletWebServerApplicationContext context;

	@AfterEach
	void stop() {
		this.context.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "json", "console" })
	void canaryWhenSentInEveryWayIsNowhere(String format, CapturedOutput output) throws Exception {
		start(format);
		int mark = output.getOut().length();
		sendInEveryWay();
		askTheActuator();
		send(request("/open/hello").header("X-Request-ID", "canary-end"));
		await().atMost(Duration.ofSeconds(10))
			.until(() -> output.getOut()
				.lines()
				.anyMatch((line) -> line.contains("canary-end") && line.contains("GET")));
		String written = output.getOut().substring(mark);
		assertThat(written).contains("says it all", "The form is", "The upload is", "Cannot use", "Reset with")
			.doesNotContain(CANARY)
			.doesNotContain(SIGNATURE);
		assertThat(this.answers).contains("internal_error").doesNotContain(CANARY).doesNotContain(SIGNATURE);
		if (format.equals("json")) {
			written.lines()
				.filter((line) -> !line.isBlank())
				.forEach((line) -> assertThat(JsonMapper.shared().readTree(line).isObject()).isTrue());
		}
	}

	private void sendInEveryWay() throws Exception {
		send(request("/open/log?password=" + CANARY + "&flavour=" + CANARY + "&q=" + BEARER)
			.header("Authorization", "Bearer " + BEARER)
			.header("X-API-Key", CANARY)
			.header("Cookie", "session=" + CANARY)
			.header("User-Agent", "agent password=" + CANARY));
		send(request("/open/reset/" + BEARER));
		send(request("/open/reset/" + BEARER + ";jsessionid=" + CANARY));
		send(request("/open/reset/a%20token%3D" + CANARY));
		send(request("/me").header("Authorization", basic("password=" + CANARY, CANARY)));
		String body = "{\"password\":\"%s\",\"flavour\":\"%s\",\"note\":\"Bearer %s\"}".formatted(CANARY, CANARY,
				BEARER);
		send(request("/open/body").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
		send(request("/open/body").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body.substring(0, body.length() - 1))));
		send(request("/open/form").header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("user=demo&password=" + CANARY + "&note=api_key%3D" + CANARY)));
		send(request("/open/upload").header("Content-Type", "multipart/form-data; boundary=edge")
			.POST(BodyPublishers.ofString(part("file\"; filename=\"token=" + CANARY + ".txt", "password: " + CANARY)
					+ part("client_secret", CANARY) + "--edge--\r\n")));
		send(request("/open/nothing-here?password=" + CANARY));
		send(request("/open/hello?password=" + CANARY).method("PATCH", BodyPublishers.ofString(CANARY)));
	}

	private static String part(String name, String content) {
		return "--edge\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(name, content);
	}

	private void askTheActuator() throws Exception {
		Set<String> asked = new HashSet<>();
		String index = send(actuator("/actuator")).body();
		List<String> paths = Pattern.compile("http://[^\"/]+(/actuator/[a-z/]+)\"")
			.matcher(index)
			.results()
			.map((result) -> result.group(1))
			.toList();
		for (String path : paths) {
			if (asked.add(path) && !path.endsWith("heapdump")) {
				send(actuator(path));
			}
		}
		assertThat(asked).contains("/actuator/env", "/actuator/configprops", "/actuator/metrics", "/actuator/mappings",
				"/actuator/threaddump", "/actuator/hardening", "/actuator/loggers", "/actuator/httpexchanges");
		assertThat(send(actuator("/actuator/httpexchanges")).body()).contains("/open/log?password=******",
				"/open/reset/******\"", "/open/reset/a%20token=******", "agent password=******",
				"\"Authorization\":[\"******\"]", "PATCH");
		send(actuator("/actuator/env/users.password"));
		send(actuator("/metrics"));
	}

	private void start(String format) {
		this.context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(LoggingTestApplication.class,
				Exchanges.class)
			.run("--server.port=0", "--hardening.environment=production", "--hardening.logging.format=" + format,
					"--hardening.rate-limit.enabled=false", "--hardening.lockout.enabled=false",
					"--hardening.secrets.redact=flavour", "--hardening.audit.fail-on=never",
					"--management.endpoints.web.exposure.include=*",
					"--management.httpexchanges.recording.include=" + EVERYTHING,
					"--management.endpoint.env.show-values=always",
					"--management.endpoint.configprops.show-values=always",
					"--management.endpoint.health.show-details=always", "--users.password=" + CANARY,
					"--users.flavour=" + CANARY, "--users.note=the token=" + CANARY);
	}

	private HttpRequest.Builder actuator(String path) {
		return request(path).header("Authorization", basic("demo", "demo-password-1"));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(this.context.getWebServer().getPort(), path)));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
		this.answers.append(response.body()).append(response.headers().map()).append('\n');
		return response;
	}

	private static String basic(String user, String password) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	@Configuration(proxyBeanMethods = false)
	static class Exchanges {

		@Bean
		HttpExchangeRepository exchanges() {
			return new InMemoryHttpExchangeRepository();
		}

	}

}
