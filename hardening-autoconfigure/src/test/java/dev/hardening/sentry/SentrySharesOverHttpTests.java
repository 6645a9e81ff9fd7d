package dev.hardening.sentry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import io.sentry.Sentry;
import io.sentry.SentryOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much of what happens is reported, from where, and as which release.
 */
@Tag("long")
class SentrySharesOverHttpTests {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private SentryReceiver receiver;

	private ServletWebServerApplicationContext context;

	@BeforeEach
	void receive() throws IOException {
		this.receiver = SentryReceiver.start();
	}

	@AfterEach
	void stop() {
		if (this.context != null) {
			this.context.close();
		}
		this.receiver.close();
	}

	@ParameterizedTest
	@CsvSource({ "hardening.sentry.dsn", "sentry.dsn" })
	void ratesReachSentryWhicheverKeyHasTheAddress(String key) {
		start(key, "hardening.sentry.sample-rate=0.75", "hardening.sentry.traces-sample-rate=0.5");
		SentryOptions options = Sentry.getCurrentScopes().getOptions();
		assertThat(options.getSampleRate()).isEqualTo(0.75);
		assertThat(options.getTracesSampleRate()).isEqualTo(0.5);
	}

	@Test
	void ratesWhenTheUserSaysThemToSentryAreThose() {
		start("hardening.sentry.dsn", "hardening.sentry.traces-sample-rate=0.5", "sentry.traces-sample-rate=0.125");
		assertThat(Sentry.getCurrentScopes().getOptions().getTracesSampleRate()).isEqualTo(0.125);
	}

	@ParameterizedTest
	@CsvSource({ "1.0, 1.0, 5, 5", "1.0, 0.0, 5, 0", "0.0, 1.0, 0, 5" })
	void shareOfWhatHappensIsSent(String errors, String traces, int events, int transactions) throws Exception {
		start("hardening.sentry.dsn", "hardening.sentry.sample-rate=" + errors,
				"hardening.sentry.traces-sample-rate=" + traces);
		for (int i = 0; i < 5; i++) {
			assertThat(fault()).isEqualTo(500);
		}
		assertThat(sent("event")).hasSize(events);
		assertThat(sent("transaction")).hasSize(transactions);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "production | production, staging | 1", "staging | production, staging | 1",
			"production | staging | 0", "development | production, staging | 0", "development | development | 1" })
	void reportsAreSentFromTheListedEnvironmentsOnly(String environment, String listed, int events) throws Exception {
		start("hardening.sentry.dsn", "hardening.environment=" + environment,
				"hardening.sentry.environments=" + listed);
		fault();
		assertThat(sent("event")).hasSize(events)
			.allSatisfy((event) -> assertThat(event.path("environment").asString()).isEqualTo(environment));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "hardening.sentry.sample-rate=1.0 | shop@1.2.3", "sentry.release=r7 | r7" })
	void releaseIsThatOfTheBuildUnlessTheUserSaysAnother(String property, String release) throws Exception {
		start("hardening.sentry.dsn", property);
		fault();
		assertThat(sent("event")).hasSize(1)
			.first()
			.satisfies((event) -> assertThat(event.path("release").asString()).isEqualTo(release));
	}

	private List<JsonNode> sent(String type) {
		Sentry.flush(10_000);
		return this.receiver.items(type);
	}

	private void start(String key, String... properties) {
		String[] arguments = Stream.concat(Stream.of(key + "=" + this.receiver.dsn()), Stream.of(properties))
			.map("--"::concat)
			.toArray(String[]::new);
		this.context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(
				SentryOverHttpTests.Application.class)
			.properties("server.port=0", "hardening.environment=production", "hardening.rate-limit.enabled=false",
					"hardening.audit.fail-on=never")
			.run(arguments);
	}

	private int fault() throws IOException, InterruptedException {
		String credentials = Base64.getEncoder()
			.encodeToString("demo-user:demo-password-1".getBytes(StandardCharsets.UTF_8));
		URI uri = URI.create("http://127.0.0.1:%d/fault/7".formatted(this.context.getWebServer().getPort()));
		return CLIENT
			.send(HttpRequest.newBuilder(uri).header("Authorization", "Basic " + credentials).build(),
					BodyHandlers.discarding())
			.statusCode();
	}

}
