package dev.hardening.logging.servlet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A million characters in every place that a line has.
 */
@ExtendWith(OutputCaptureExtension.class)
class GiantValuesOverHttpTests {

	private static final int GIANT = 1_000_000;

	private static final int LONGEST_MESSAGE = 16_384;

	private static final int LONGEST_VALUE = 4_096;

	private static final int LONGEST_STACK_TRACE = 65_536;

	// Of "... (984616 more)".
	private static final int NOTE = 20;

	// A control character is written as an escape of six.
	private static final int ESCAPE = 6;

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static ServletWebServerApplicationContext context;

	@BeforeAll
	static void start() {
		context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(LoggingTestApplication.class).run(
				"--server.port=0", "--hardening.environment=production", "--hardening.rate-limit.enabled=false",
				"--hardening.audit.fail-on=never");
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "a | giant-plain", "\\u0001 | giant-control", "password= | giant-secret",
			"\"\\\\\\n | giant-quotes", "at a.B.c(D.java:1)\\n\\t | giant-trace" })
	void valueWhenGiantIsCutAndItsLineIsOneObject(String fragment, String id, CapturedOutput output) throws Exception {
		JsonLines lines = JsonLines.from(output);
		String unit = fragment.replace("\\u0001", "\u0001").translateEscapes();
		String giant = unit.repeat(GIANT / unit.length() + 1);
		assertThat(send(giant, id)).isEqualTo(500);
		JsonNode line = lines.line(id, "The giant is");
		assertBound(line.path("message").asString(), LONGEST_MESSAGE);
		assertBound(line.path("note").asString(), LONGEST_VALUE);
		assertBound(line.path("detail").asString(), LONGEST_VALUE);
		JsonNode failure = lines.line(id, "Servlet.service()");
		assertBound(failure.path("message").asString(), LONGEST_MESSAGE);
		String exception = failure.path("exception").asString();
		assertThat(exception).startsWith("java.lang.Illegal");
		assertThat(exception.length()).isLessThanOrEqualTo(LONGEST_STACK_TRACE + NOTE);
		lines.accessLine(id);
		assertThat(lines.all()).allMatch(JsonNode::isObject);
	}

	@Test
	void headerWhenGiantIsRefusedByTheServer(CapturedOutput output) throws Exception {
		JsonLines lines = JsonLines.from(output);
		assertThat(raw("GET /open/echo HTTP/1.1\r\nHost: a\r\nUser-Agent: " + "a".repeat(GIANT) + "\r\n\r\n"))
			.startsWith("HTTP/1.1 431 ");
		JsonNode line = await().until(() -> lines.all()
			.filter((one) -> one.path("refused_by").asString("").equals("server"))
			.findFirst()
			.orElse(null), (found) -> found != null);
		assertThat(line.path("status").asInt()).isEqualTo(431);
		assertThat(line.toString().length()).isLessThan(LONGEST_VALUE);
	}

	private static void assertBound(String written, int longest) {
		assertThat(written.length()).isLessThanOrEqualTo(longest * ESCAPE + NOTE);
		assertThat(written).matches("(?s).* more\\)|.*\\*{6}.*");
	}

	private static int send(String body, String id) throws IOException, InterruptedException {
		int port = context.getWebServer().getPort();
		return CLIENT
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/open/giant".formatted(port)))
				.header("X-Request-ID", id)
				.header("Content-Type", "text/plain")
				.POST(BodyPublishers.ofString(body))
				.build(), BodyHandlers.discarding())
			.statusCode();
	}

	// The server answers and closes before it was told all.
	private static String raw(String request) throws IOException {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		try (Socket socket = new Socket("127.0.0.1", context.getWebServer().getPort())) {
			socket.setSoTimeout(10_000);
			try {
				socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			}
			catch (IOException ex) {
				assertThat(ex).hasMessageMatching("(?i).*(pipe|reset|abort).*");
			}
			try {
				socket.getInputStream().transferTo(answer);
			}
			catch (IOException ex) {
				assertThat(ex).hasMessageMatching("(?i).*(reset|abort).*");
			}
		}
		return answer.toString(StandardCharsets.UTF_8);
	}

}
