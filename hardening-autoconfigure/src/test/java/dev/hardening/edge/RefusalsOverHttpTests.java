package dev.hardening.edge;

import java.io.IOException;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Refusals say what they are, whoever finds out: Tomcat, Spring MVC, Jackson or the
 * actuator.
 */
class RefusalsOverHttpTests {

	private static EdgeApplication application;

	@BeforeAll
	static void start() {
		application = EdgeApplication.start("hardening.rate-limit.enabled=false",
				"hardening.requests.max-body-size=64KB", "hardening.json.max-string-length=1KB",
				"management.endpoint.health.probes.enabled=true");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@ParameterizedTest
	@CsvSource({ "20000, 0, 414, uri_too_long", "70000, 0, 414, uri_too_long", "0, 20000, 431, header_fields_too_large",
			"0, 70000, 431, header_fields_too_large", "7000, 12000, 431, header_fields_too_large" })
	void headWhenItIsTooLargeSaysWhichPart(int target, int header, int status, String error) throws IOException {
		String answer = application.raw("GET /" + "a".repeat(target) + " HTTP/1.1\nHost: a\nX-Big: "
				+ "b".repeat(header) + "\nConnection: close\n\n");
		assertThat(answer).startsWith("HTTP/1.1 " + status)
			.contains("\"error\":\"" + error + "\"", "Content-Security-Policy: ", "X-Request-ID: ");
		assertThat(answer.contains("\"max_length\":8192")).isEqualTo(status == 414);
	}

	@Test
	void headWhenItHasTooManyFieldsIsTooLarge() throws IOException {
		assertThat(application.raw("GET /ok HTTP/1.1\nHost: a\n" + "X: a\n".repeat(150) + "Connection: close\n\n"))
			.startsWith("HTTP/1.1 431");
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes=100-", "bytes=a-b", "bytes=5-1", "nonsense", "bytes=10-20" })
	void rangeWhenItCannotBeSatisfiedIsAnsweredWithoutTheFile(String range) throws Exception {
		HttpResponse<String> answer = application.get("/file", "Range", range);
		assertThat(answer.statusCode()).isEqualTo(416);
		assertThat(answer.headers().allValues("Content-Range")).containsExactly("bytes */10");
		assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/problem+json");
		assertThat(answer.headers().allValues("Content-Disposition")).isEmpty();
		assertThat(answer.body()).contains("\"status\":416").doesNotContain(EdgeBodies.FILE);
	}

	@Test
	void rangeWhenItCanBeSatisfiedIsThePart() throws Exception {
		HttpResponse<String> answer = application.get("/file", "Range", "bytes=2-4");
		assertThat(answer.statusCode()).isEqualTo(206);
		assertThat(answer.body()).isEqualTo("234");
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/health/unknown, */*", "/actuator/health/unknown, application/json", "/empty, */*",
			"/empty, text/html" })
	void errorWhenTheHandlerSaysNothingIsProblem(String path, String accept) throws Exception {
		HttpResponse<String> answer = application.get(path, "Accept", accept);
		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.body()).contains("\"error\":\"not_found\"", "\"instance\":\"" + path + "\"");
		assertThat(answer.headers().allValues("Retry-After")).hasSize(path.equals("/empty") ? 1 : 0);
	}

	@Test
	void errorWhenTheHandlerWroteSomethingIsLeftAlone() throws Exception {
		HttpResponse<String> answer = application.get("/written");
		assertThat(answer.statusCode()).isEqualTo(418);
		assertThat(answer.body()).isEqualTo("written by hand");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "/bodies/one | {'customer_name':''} | customer_name",
			"/bodies/one | {'customer_name':'a','orderLines':[{'unit_count':1},{'unit_count':9}]} | orderLines[1].unit_count",
			"/bodies/one | {'customer_name':'a','byKey':{'a.b':{'unit_count':9}}} | byKey[a.b].unit_count",
			"/bodies/many | [{'customer_name':'a'},{'customer_name':' '}] | [1].customer_name" })
	void fieldWhenItsJsonNameDiffersIsCalledByThat(String path, String json, String field) throws IOException {
		String body = json.replace('\'', '"');
		assertThat(application.raw("POST " + path + " HTTP/1.1\nHost: a\nContent-Type: application/json\n"
				+ "Connection: close\nContent-Length: " + body.length() + "\n\n" + body))
			.startsWith("HTTP/1.1 400")
			.contains("\"validation_failed\"", "\"field\":\"" + field + "\"");
	}

	@Test
	void fieldOfFormIsCalledAsItIsSent() throws IOException {
		String body = "customerName=";
		assertThat(application.raw("POST /bodies/form HTTP/1.1\nHost: a\n"
				+ "Content-Type: application/x-www-form-urlencoded\nConnection: close\nContent-Length: " + body.length()
				+ "\n\n" + body))
			.startsWith("HTTP/1.1 400")
			.contains("\"field\":\"customerName\"");
	}

	@Test
	void memberWhenItIsNamedTwiceIsRefused() throws IOException {
		String body = "{\"customer_name\":\"checked\",\"customer_name\":\"used\"}";
		assertThat(application.raw("POST /bodies/one HTTP/1.1\nHost: a\nContent-Type: application/json\n"
				+ "Connection: close\nContent-Length: " + body.length() + "\n\n" + body))
			.startsWith("HTTP/1.1 400")
			.contains("\"malformed_request\"")
			.doesNotContain("used");
	}

	@ParameterizedTest
	@CsvSource({ "100, 413, request_too_large", "10, 400, malformed_request" })
	void bodyInChunksWhenItIsTooLargeSaysSoThoughItIsMalformedBefore(int kilobytes, int status, String error)
			throws IOException {
		String chunk = "400\n" + "a".repeat(1024) + "\n";
		String answer = application.raw("POST /bodies/one HTTP/1.1\nHost: a\nContent-Type: application/json\n"
				+ "Connection: close\nTransfer-Encoding: chunked\n\n1\n\"\n" + chunk.repeat(kilobytes) + "0\n\n");
		assertThat(answer).startsWith("HTTP/1.1 " + status).contains("\"error\":\"" + error + "\"");
		assertThat(answer.contains("\"max_size_bytes\":65536")).isEqualTo(status == 413);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "FOO | /ok | 405 | GET", "get | /ok | 405 | GET", "PROPFIND | /echo | 405 | POST",
					"FOO | /actuator/health | 405 | GET",
					"FOO | /any-method | 405 | GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
					"FOO | /edge.txt | 405 | GET, HEAD" })
	void methodWhenNobodyKnowsItIsAnsweredWithThoseOfTheResource(String method, String path, int status, String allow)
			throws IOException {
		String answer = application
			.raw(method + " " + path + " HTTP/1.1\nHost: a\nX-Without-Csrf: 1\nConnection: close\n\n");
		assertThat(answer).startsWith("HTTP/1.1 " + status)
			.contains("\r\nAllow: " + allow + "\r\n", "\"error\":\"method_not_allowed\"")
			.doesNotContain("reached");
	}

	@ParameterizedTest
	@CsvSource({ "/missing, 404", "/private, 401", "/ok;x=1, 400" })
	void methodWhenNobodyKnowsItTellsNothingOfWhatIsNotThere(String path, int status) throws IOException {
		assertThat(application.raw("FOO " + path + " HTTP/1.1\nHost: a\nX-Without-Csrf: 1\nConnection: close\n\n"))
			.startsWith("HTTP/1.1 " + status)
			.doesNotContain("Allow:");
	}

	@Test
	void traceWhenRefusedNamesNothingOfTheResource() throws IOException {
		for (String path : new String[] { "/ok", "/private", "/missing" }) {
			assertThat(application.raw("TRACE " + path + " HTTP/1.1\nHost: a\nX-A: echo\nConnection: close\n\n"))
				.startsWith("HTTP/1.1 405")
				.contains("\r\nAllow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n")
				.doesNotContain("X-A", "echo");
		}
	}

}
