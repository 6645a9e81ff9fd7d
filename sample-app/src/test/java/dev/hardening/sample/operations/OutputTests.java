package dev.hardening.sample.operations;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.hardening.sample.SampleApplication;
import dev.hardening.sample.StudioClient;
import dev.hardening.test.JavaProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All that a process of the studio writes, from its first line to its last, and what
 * plain environment variables do to it.
 */
@Tag("long")
class OutputTests {

	@Test
	void everyLineOfARunInJsonIsOneObject() throws Exception {
		try (JavaProcess studio = start(Map.of("LOG_FORMAT", "json", "DB_POOL_SIZE", "5", "DB_MAX_OVERFLOW", "7",
				"DB_POOL_TIMEOUT", "3", "DB_POOL_RECYCLE", "1800"))) {
			beHostile(studio);
			assertThat(new StudioClient(studio.port()).get("/api/boom").status()).isEqualTo(500);
			studio.awaitOutput("\"path\":\"/api/boom\"");
			assertThat(new StudioClient(studio.port()).with("X-Request-ID", "forgotten-1")
				.post("/api/auth/password-reset", "{\"username\":\"demo\"}")
				.status()).isEqualTo(202);
			studio.awaitOutput("Password reset for demo");
			studio.terminate();
			studio.exitCode();
			List<JsonNode> lines = studio.output().lines().map((line) -> JsonMapper.shared().readTree(line)).toList();
			assertThat(lines).hasSizeGreaterThan(20).allMatch(JsonNode::isObject).allSatisfy((line) -> {
				assertThat(line.path("level").asString()).isIn("INFO", "WARN", "ERROR");
				assertThat(line.path("timestamp").asString()).isNotEmpty();
				assertThat(line.path("logger").asString()).isNotEmpty();
			});
			// What is done after the answer has the id of the request, too.
			assertThat(lines).filteredOn((line) -> line.path("thread").asString("").startsWith("password-reset-"))
				.extracting((line) -> line.path("request_id").asString(""))
				.containsExactly("forgotten-1");
			assertThat(lines).anyMatch((line) -> line.path("exception").asString("").contains("\tat "));
			assertThat(lines).anySatisfy((line) -> assertThat(line.path("message").asString()).contains("version",
					"development", "jdbc:h2:mem:studio", "maximum-size=12", "minimum-idle=5",
					"connection-timeout=3000ms", "max-lifetime=1800000ms", "lockout"));
		}
	}

	@Test
	void linesWhenTextAndOfALevelAreThat() throws Exception {
		try (JavaProcess studio = start(Map.of("LOG_FORMAT", "text", "LOG_LEVEL", "WARNING"))) {
			beHostile(studio);
			new StudioClient(studio.port()).get("/api/boom");
			studio.awaitOutput(" ERROR ");
			studio.terminate();
			studio.exitCode();
			assertThat(studio.output()).doesNotContain(" INFO ", "\u001b[2J", "{\"timestamp\"");
		}
	}

	private static JavaProcess start(Map<String, String> environment) {
		JavaProcess studio = JavaProcess.start(SampleApplication.class, environment);
		studio.await("readiness", () -> new StudioClient(studio.port()).get("/ready").status() == 200);
		return studio;
	}

	private static void beHostile(JavaProcess studio) throws IOException {
		raw(studio, "GET /api/catalogs?x=%0d%0a{\"level\":\"forged-level\"} HTTP/1.1");
		raw(studio, "GET /\u001b[2J HTTP/1.1");
		raw(studio, "GET / HTTP/1.1\r\nUser-Agent: \u001b[2J\"},{\"level\":\"x\u0085\u2028");
		raw(studio,
				"POST /api/auth/login HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"a\":\"\u0001\n\"");
		raw(studio, "GET /api/tiles/%0A{%22level%22:%22forged-level%22}/a/b/c HTTP/1.1");
	}

	private static void raw(JavaProcess studio, String head) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", studio.port())) {
			socket.getOutputStream()
				.write((head + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
			assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
		}
	}

}
