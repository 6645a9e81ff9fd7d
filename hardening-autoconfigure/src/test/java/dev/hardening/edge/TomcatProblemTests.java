package dev.hardening.edge;

import java.io.IOException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Tomcat refuses before the application sees it.
 */
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
	@ValueSource(strings = { "GET /<script> HTTP/1.1\nHost: a\n\n", "GET /a b HTTP/1.1\nHost: a\n\n",
			"G(T /ok HTTP/1.1\nHost: a\n\n", "GET /ok HTTP/1.1\n\n",
			"GET /%zz HTTP/1.1\nHost: a\nConnection: close\n\n",
			"GET /ok HTTP/1.1\nHost: a\nContent-Length: 1\nContent-Length: 2\n\n",
			"GET /ok HTTP/1.1\nHost: a\nTransfer-Encoding: nonsense\n\n", "GET /ok HTTP/7.3\nHost: a\n\n",
			"GET /\"quote HTTP/1.1\nHost: a\n\n", "GET /ok HTTP/1.1\nHost: a\nBad Name: x\n\n" })
	void answerWhenTomcatCannotReadTheRequestIsProblem(String request) throws IOException {
		String answer = application.raw(request);
		assertThat(answer).matches("(?s)HTTP/1.1 (400|501|505) .*")
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
			.matches("(?s)HTTP/1.1 (400|431) .*")
			.doesNotContain("Tomcat", "<html");
	}

}
