package dev.hardening.edge;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Tomcat refuses before the application sees it.
 */
@ExtendWith(OutputCaptureExtension.class)
class TomcatProblemTests {

	private static EdgeApplication application;

	@BeforeAll
	static void start() {
		application = EdgeApplication.start();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = { "GET /<script> HTTP/1.1\\nHost: a | 400",
			"GET /a b HTTP/1.1\\nHost: a | 400", "G(T /ok HTTP/1.1\\nHost: a | 400", "GET /ok HTTP/1.1 | 400",
			"GET /%zz HTTP/1.1\\nHost: a\\nConnection: close | 400",
			"GET /ok HTTP/1.1\\nHost: a\\nContent-Length: 1\\nContent-Length: 2 | 400",
			"GET /ok HTTP/1.1\\nHost: a\\nTransfer-Encoding: nonsense | 501", "GET /ok HTTP/7.3\\nHost: a | 505",
			"GET /\"quote HTTP/1.1\\nHost: a | 400", "GET /ok HTTP/1.1\\nHost: a\\nBad Name: x | 400" })
	void answerWhenTomcatCannotReadTheRequestIsProblem(String request, int status) throws IOException {
		String answer = application.raw(request.replace("\\n", "\n") + "\n\n");
		assertThat(answer).startsWith("HTTP/1.1 " + status + " ")
			.contains("\"status\":" + status)
			.contains("Content-Type: application/problem+json")
			.contains("\"error\":\"")
			.contains("Content-Security-Policy: default-src 'none'")
			.contains("Cache-Control: no-store")
			.doesNotContain("Tomcat", "<html", "Server:", "null");
		String id = answer.replaceAll("(?s).*X-Request-ID: ([0-9a-f-]{36}).*", "$1");
		assertThat(answer).contains("\"request_id\":\"" + id + "\"");
	}

	@ParameterizedTest
	@ValueSource(ints = { 70_000, 100_000 })
	void answerWhenHeaderIsTooLargeTellsNothingOfTheServer(int size) throws IOException {
		assertThat(application.raw("GET /ok HTTP/1.1\nHost: a\nX-Big: " + "x".repeat(size) + "\n\n"))
			.startsWith("HTTP/1.1 431")
			.doesNotContain("Tomcat", "<html");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "GET /a b HTTP/1.1\\nHost: a | 400", "G(T /ok HTTP/1.1\\nHost: a | 400", "GET /ok HTTP/1.1 | 400",
					"GET /ok HTTP/1.1\\nHost: a\\nX: {20000} | 431", "GET /{20000} HTTP/1.1\\nHost: a | 414",
					"GET /ok HTTP/1.1\\nHost: a\\nTransfer-Encoding: nonsense | 501",
					"CONNECT a:443 HTTP/1.1\\nHost: a | 501", "GET /ok HTTP/7.3\\nHost: a | 505" })
	void refusalOfTheServerIsInTheAccessLogOnce(String request, int status, CapturedOutput output) throws IOException {
		String head = request.replace("{20000}", "x".repeat(20_000)).replace("\\n", "\n");
		String answer = application.raw(head + "\nConnection: close\n\n");
		assertThat(answer).startsWith("HTTP/1.1 " + status);
		String id = answer.replaceAll("(?s).*X-Request-ID: ([0-9a-f-]{36}).*", "$1");
		List<String> lines = accessLines(output, id);
		assertThat(lines).hasSize(1);
		assertThat(lines.get(0))
			.contains("\"status\":" + status, "\"refused_by\":\"server\"", "\"client\":\"127.0.0.1\"")
			.containsPattern("\"bytes\":[1-9]")
			.hasSizeLessThan(4_000);
	}

	private static List<String> accessLines(CapturedOutput output, String id) {
		List<String> lines = List.of();
		// The line is written after the answer.
		for (int i = 0; i < 1_000 && lines.isEmpty(); i++) {
			lines = output.getOut()
				.lines()
				.filter((line) -> line.contains(id) && line.contains("\"hardening.access\""))
				.toList();
			LockSupport.parkNanos(10_000_000);
		}
		return lines;
	}

}
