package dev.hardening.logging.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a run in JSON writes to the console, hostile requests included.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoggingOverHttpTests {

	private static final String CANARY = "c4n4ry";

	private static final String BEARER = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0."
			+ "dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static ConfigurableApplicationContext context;

	private static int mark;

	@BeforeAll
	static void start(CapturedOutput output) {
		context = new SpringApplicationBuilder(LoggingTestApplication.class).run("--server.port=0",
				"--hardening.environment=production", "--hardening.logging.caller=true",
				"--hardening.logging.access-log.exclude=/quiet/**", "--hardening.rate-limit.enabled=false",
				"--hardening.secrets.redact=flavour");
		mark = output.getOut().length();
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void lineWhenWrittenHasTheMembersThatMachinesSearch(CapturedOutput output) throws Exception {
		send(request("/me").header("Authorization", basic("demo", "demo-password-1"))
			.header("X-Request-ID", "members-1"));
		JsonNode line = line(output, "members-1", "application says hello");
		assertThat(line.path("level").asString()).isEqualTo("INFO");
		assertThat(line.path("logger").asString()).isEqualTo(LoggingTestApplication.Endpoints.class.getName());
		assertThat(line.path("user_id").asString()).isEqualTo("demo");
		assertThat(line.path("module").asString()).isEqualTo(LoggingTestApplication.Endpoints.class.getName());
		assertThat(line.path("function").asString()).isEqualTo("me");
		assertThat(line.path("line").asInt()).isPositive();
		assertThat(line.path("timestamp").asString()).endsWith("Z");
	}

	@Test
	void accessLineNamesAllOfTheRequest(CapturedOutput output) throws Exception {
		send(request("/me?page=2&token=" + CANARY).header("Authorization", basic("demo", "demo-password-1"))
			.header("X-Request-ID", "access-1")
			.header("User-Agent", "agent/1.0"));
		JsonNode line = accessLine(output, "access-1");
		assertThat(line.path("method").asString()).isEqualTo("GET");
		assertThat(line.path("path").asString()).isEqualTo("/me");
		assertThat(line.path("query").asString()).isEqualTo("page=2&token=******");
		assertThat(line.path("status").asInt()).isEqualTo(200);
		assertThat(line.path("duration_ms").asDouble()).isPositive();
		assertThat(line.path("bytes").asInt()).isEqualTo(4);
		assertThat(line.path("client").asString()).isEqualTo("127.0.0.1");
		assertThat(line.path("user").asString()).isEqualTo("demo");
		assertThat(line.path("user_agent").asString()).isEqualTo("agent/1.0");
	}

	@Test
	void accessLineWhenRefusedNamesTheControl(CapturedOutput output) throws Exception {
		send(request("/open/refused").header("X-Request-ID", "refused-1"));
		assertThat(accessLine(output, "refused-1").path("refused_by").asString()).isEqualTo("some-policy");
	}

	@Test
	void accessLineWhenItFailsHasTheFinalStatusAndComesOnce(CapturedOutput output) throws Exception {
		send(request("/open/fault").header("X-Request-ID", "fault-0001"));
		assertThat(accessLine(output, "fault-0001").path("status").asInt()).isEqualTo(500);
		assertThat(lines(output).filter((line) -> line.path("logger").asString().equals("hardening.access")
				&& line.path("request_id").asString().equals("fault-0001")))
			.hasSize(1);
	}

	@Test
	void lineOfTheContainerAboutAFailureHasTheId(CapturedOutput output) throws Exception {
		send(request("/open/fault").header("X-Request-ID", "fault-0002"));
		assertThat(line(output, "fault-0002", "Servlet.service()").path("exception").asString())
			.startsWith("java.lang.IllegalStateException");
	}

	@Test
	void linesOfOtherThreadsHaveIdAndUser(CapturedOutput output) throws Exception {
		send(request("/tasks").header("Authorization", basic("demo", "demo-password-1"))
			.header("X-Request-ID", "tasks-01"));
		assertThat(line(output, "tasks-01", "task says hello").path("user_id").asString()).isEqualTo("demo");
		assertThat(line(output, "tasks-01", "callable says hello").path("user_id").asString()).isEqualTo("demo");
		assertThat(accessLine(output, "tasks-01").path("user").asString()).isEqualTo("demo");
	}

	@Test
	void threadWhenDoneWithARequestForgetsIt(CapturedOutput output) throws Exception {
		send(request("/me").header("Authorization", basic("demo", "demo-password-1")));
		send(request("/open/hello").header("X-Request-ID", "forget-1"));
		assertThat(line(output, "forget-1", "open says hello").has("user_id")).isFalse();
	}

	@Test
	void requestWhenExcludedIsNotLogged(CapturedOutput output) throws Exception {
		send(request("/quiet/one").header("X-Request-ID", "quiet-01"));
		send(request("/open/hello").header("X-Request-ID", "loud-001"));
		accessLine(output, "loud-001");
		assertThat(lines(output)).noneMatch((line) -> line.path("logger").asString().equals("hardening.access")
				&& line.path("path").asString().startsWith("/quiet"));
	}

	@Test
	void floodOfRefusalsIsSummedUp(CapturedOutput output) throws Exception {
		int before = (int) accessLines(output, 418);
		CompletableFuture<?>[] flood = IntStream.range(0, 500)
			.mapToObj((i) -> CLIENT.sendAsync(request("/open/teapot").build(), BodyHandlers.discarding()))
			.toArray(CompletableFuture[]::new);
		CompletableFuture.allOf(flood).join();
		await().atMost(Duration.ofSeconds(30)).until(() -> {
			send(request("/open/hello"));
			return leftOut(output) + accessLines(output, 418) - before == 500;
		});
		assertThat(leftOut(output)).isGreaterThan(250);
	}

	@Test
	void floodOfFailuresWritesFewStackTracesAndAllMessages(CapturedOutput output) throws Exception {
		int before = output.getOut().length();
		CompletableFuture<?>[] flood = IntStream.range(0, 300)
			.mapToObj((i) -> CLIENT.sendAsync(
					request("/open/fault").header("X-Request-ID", "failure-%03d".formatted(i)).build(),
					BodyHandlers.discarding()))
			.toArray(CompletableFuture[]::new);
		CompletableFuture.allOf(flood).join();
		await().atMost(Duration.ofSeconds(30)).until(() -> exceptions(output, before).size() == 300);
		assertThat(exceptions(output, before)).allMatch((text) -> text.startsWith("java.lang.IllegalStateException"));
		assertThat(exceptions(output, before)).filteredOn((text) -> text.contains("without its stack trace"))
			.hasSizeGreaterThan(100)
			.noneMatch((text) -> text.contains("\tat "));
		assertThat(exceptions(output, before)).filteredOn((text) -> text.contains("\tat ")).isNotEmpty();
	}

	private List<String> exceptions(CapturedOutput output, int before) {
		return new JsonLines(output, before).all()
			.filter((line) -> line.path("request_id").asString("").startsWith("failure-") && line.has("exception"))
			.map((line) -> line.path("exception").asString())
			.toList();
	}

	@Test
	void canaryWhenSentInAnyWayIsNowhere(CapturedOutput output) throws Exception {
		send(request("/open/log?password=" + CANARY + "&flavour=" + CANARY + "&q=" + BEARER)
			.header("Authorization", "Bearer " + BEARER)
			.header("X-API-Key", CANARY)
			.header("Cookie", "session=" + CANARY)
			.header("User-Agent", "agent password=" + CANARY));
		send(request("/open/reset/" + BEARER));
		send(request("/me").header("Authorization", basic("password=" + CANARY, CANARY)));
		String body = "{\"password\":\"%s\",\"flavour\":\"%s\",\"note\":\"Bearer %s\"}".formatted(CANARY, CANARY,
				BEARER);
		HttpResponse<String> echoed = send(
				request("/open/body").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
		assertThat(echoed.statusCode()).isEqualTo(500);
		assertThat(echoed.body()).doesNotContain(CANARY);
		HttpResponse<String> broken = send(request("/open/body").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"password\":\"" + CANARY + "\"")));
		assertThat(broken.body()).doesNotContain(CANARY);
		send(request("/open/hello").header("X-Request-ID", "canary-end"));
		accessLine(output, "canary-end");
		assertThat(output.getOut().substring(mark)).contains("says it all")
			.doesNotContain(CANARY)
			.doesNotContain("dozjgNryP4J3");
	}

	@Test
	void lineWhenInputIsHostileIsOneObject(CapturedOutput output) throws Exception {
		raw("GET /open/echo?x=%0d%0a{\"level\":\"forged\"} HTTP/1.1");
		raw("GET /open/echo/\u001b[2J HTTP/1.1");
		raw("FORGED\u0001 / HTTP/1.1");
		raw("G\"ET\\ / HTTP/1.1");
		raw("GET /open/echo HTTP/1.1\r\nUser-Agent: \u001b[31m\"},{\"level\":\"forged\u0085\u2028");
		raw("GET /open/echo HTTP/1.1\r\nX-Request-ID: \"}\u0000forged");
		raw("A".repeat(300) + " /open/echo HTTP/1.1");
		send(request("/open/echo?x=" + "%F0%9F%98%80%ED%A0%80%00%0A%0D%E2%80%A8%22%5C"));
		send(request("/open/hello").header("X-Request-ID", "hostile-end"));
		accessLine(output, "hostile-end");
		lines(output).forEach((line) -> {
			assertThat(line.isObject()).isTrue();
			assertThat(line.path("level").asString()).isIn("INFO", "WARN", "ERROR");
		});
	}

	private void raw(String head) throws IOException {
		int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.getOutputStream()
				.write((head + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
			InputStream answer = socket.getInputStream();
			assertThat(answer.readAllBytes()).isNotEmpty();
		}
	}

	private HttpRequest.Builder request(String path) {
		int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return CLIENT.send(request.build(), BodyHandlers.ofString());
	}

	private static String basic(String user, String password) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	private JsonNode accessLine(CapturedOutput output, String requestId) {
		return line(output, requestId, "");
	}

	/**
	 * Wait for a line: the container ends a request after the client has its answer. An
	 * empty message stands for the access line.
	 * @param output what was written
	 * @param requestId the id of the request
	 * @param message a part of the message
	 * @return the line
	 */
	private JsonNode line(CapturedOutput output, String requestId, String message) {
		return await().atMost(Duration.ofSeconds(30))
			.until(() -> lines(output).filter((line) -> line.path("request_id").asString("").equals(requestId))
				.filter((line) -> !message.isEmpty() || line.path("logger").asString().equals("hardening.access"))
				.filter((line) -> line.path("message").asString().contains(message))
				.findFirst()
				.orElse(null), (line) -> line != null);
	}

	private long accessLines(CapturedOutput output, int status) {
		return lines(output).filter((line) -> line.path("status").asInt(0) == status).count();
	}

	private long leftOut(CapturedOutput output) {
		return lines(output).filter((line) -> line.path("kind").asString("").equals("418"))
			.mapToLong((line) -> line.path("left_out").asLong())
			.sum();
	}

	private Stream<JsonNode> lines(CapturedOutput output) {
		String text = output.getOut().substring(mark);
		String whole = text.substring(0, text.lastIndexOf('\n') + 1);
		return List.of(whole.split("\n")).stream().filter((line) -> !line.isEmpty()).map(JsonMapper.shared()::readTree);
	}

}
