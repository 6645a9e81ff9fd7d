package dev.hardening.edge;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Walks every kind of answer there is, and finds each header exactly once on each.
 */
class AnswerTableTests {

	private static final Map<String, String> HEADERS = new LinkedHashMap<>(Map.of("Content-Security-Policy",
			"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'", "X-Content-Type-Options",
			"nosniff", "X-Frame-Options", "DENY", "Referrer-Policy", "no-referrer", "Cross-Origin-Opener-Policy",
			"same-origin", "Cross-Origin-Embedder-Policy", "require-corp", "Cross-Origin-Resource-Policy",
			"same-origin", "X-Permitted-Cross-Domain-Policies", "none", "X-DNS-Prefetch-Control", "off",
			"Permissions-Policy",
			"accelerometer=(), autoplay=(), camera=(), cross-origin-isolated=(), display-capture=(), "
					+ "encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), keyboard-map=(), "
					+ "magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), "
					+ "publickey-credentials-get=(), screen-wake-lock=(), sync-xhr=(self), usb=(), web-share=(), "
					+ "xr-spatial-tracking=(), clipboard-read=(), clipboard-write=(), gamepad=(), hid=(), "
					+ "idle-detection=(), interest-cohort=(), serial=(), unload=()"));

	private static final List<String> ABSENT = List.of("Server", "X-Powered-By", "Expires", "Pragma",
			"X-XSS-Protection", "Clear-Site-Data", "Public-Key-Pins", "Expect-CT", "Feature-Policy");

	private static EdgeApplication application;

	// For what is to be late, since on a slow machine anything may be.
	private static EdgeApplication hasty;

	@BeforeAll
	static void start() throws IOException {
		application = start("1m");
		assertThat(application.raw("GET /limited HTTP/1.1\nHost: app.example.com\nConnection: close\n\n"))
			.startsWith("HTTP/1.1 404");
		assertThat(send("GET /guessed > Authorization: Basic YTpi", "").status()).isEqualTo(401);
		hasty = start("1s");
	}

	private static EdgeApplication start(String timeout) {
		return EdgeApplication.start("hardening.rate-limit.policies.api.enabled=false",
				"hardening.rate-limit.policies.few.paths=/limited", "hardening.rate-limit.policies.few.limits=1/1h",
				"hardening.requests.timeout=" + timeout, "hardening.requests.max-query-length=40",
				"hardening.requests.max-body-size=64KB", "hardening.lockout.tracks.guesses.paths=/guessed",
				"hardening.lockout.tracks.guesses.failures=1", "hardening.rate-limit.blocklist=203.0.113.9",
				"hardening.client-ip.trusted-proxies=127.0.0.1", "hardening.hosts.allowed=app.example.com",
				"hardening.cors.allowed-origins=https://web.example.com",
				"management.endpoint.health.probes.enabled=true");
	}

	@AfterAll
	static void stop() {
		application.close();
		hasty.close();
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					success                  | 200 | GET /ok
					HEAD                     | 200 | HEAD /ok
					large and streamed       | 200 | GET /large
					asynchronous             | 200 | GET /async
					asynchronous and failing | 500 | GET /async-boom
					asynchronous and late    | 503 | GET /never
					late                     | 503 | GET /slow
					event stream             | 200 | GET /events
					static file              | 200 | GET /edge.txt
					static file, HEAD        | 200 | HEAD /edge.txt
					static file, in part     | 206 | GET /edge.txt > Range: bytes=0-0
					static file, no such part | 416 | GET /edge.txt > Range: bytes=999999-
					static file, not modified | 304 | GET /edge.txt > If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT
					part                     | 206 | GET /file > Range: bytes=0-1
					no such part             | 416 | GET /file > Range: bytes=99-
					not modified by ETag     | 304 | GET /file > If-None-Match: "file"
					actuator                 | 200 | GET /actuator/health
					actuator, not found      | 404 | GET /actuator/health/unknown
					OPTIONS                  | 200 | OPTIONS /ok
					own headers              | 200 | GET /powered
					redirect                 | 302 | GET /redirect
					not modified             | 304 | GET /not-modified
					not found                | 404 | GET /missing
					not found, HEAD          | 404 | HEAD /missing
					error page by itself     | 404 | GET /error
					method not allowed       | 405 | GET /echo
					not acceptable           | 406 | GET /page > Accept: image/png
					sendError                | 418 | GET /sends-error
					unexpected failure       | 500 | GET /boom
					not authenticated        | 401 | GET /private
					wrong password           | 401 | GET /private > Authorization: Basic YTpi
					forbidden, CSRF          | 403 | POST /ok
					rejected by the firewall | 400 | GET /ok;x=1
					unknown method           | 405 | FOO /ok > X-Without-Csrf: 1
					other host               | 400 | GET /ok > Host: evil.example
					preflight                | 200 | OPTIONS /private > Origin: https://web.example.com > Access-Control-Request-Method: PUT
					preflight refused        | 403 | OPTIONS /private > Origin: https://evil.example > Access-Control-Request-Method: PUT
					preflight, other method  | 403 | OPTIONS /private > Origin: https://web.example.com > Access-Control-Request-Method: LINK
					origin refused           | 403 | GET /ok > Origin: https://evil.example
					origin is none           | 403 | GET /ok > Origin: http://[::x
					report                   | 415 | POST /csp-reports
					limited                  | 429 | GET /limited
					query too long           | 414 | GET /ok?a=0123456789012345678901234567890123456789
					body of no known type    | 415 | POST /bodies/one > Content-Type: text/csv
					body unreadable          | 400 | POST /bodies/one > Content-Type: application/json
					form not valid           | 400 | POST /bodies/form > Content-Type: application/x-www-form-urlencoded
					multipart, no boundary   | 400 | POST /bodies/upload > Content-Type: multipart/form-data
					multipart, no end        | 400 | POST /bodies/upload > Content-Type: multipart/form-data; boundary=b
					conflict                 | 409 | GET /conflict
					precondition failed      | 412 | PUT /file > If-Match: "other" > X-Without-Csrf: 1
					static file, precondition | 412 | GET /edge.txt > If-Unmodified-Since: Thu, 01 Jan 1970 00:00:01 GMT
					body too large           | 413 | POST /bodies/one > Content-Type: application/json > Content-Length: 65537
					form too large           | 413 | POST /bodies/form > Content-Type: application/x-www-form-urlencoded > Content-Length: 65537
					upload too large         | 413 | POST /bodies/upload > Content-Type: multipart/form-data; boundary=b > Content-Length: 65537
					locked out               | 429 | GET /guessed > Authorization: Basic YTpi
					blocked                  | 403 | GET /ok > X-Forwarded-For: 203.0.113.9
					unavailable              | 503 | GET /unavailable
					empty error              | 404 | GET /empty
					""")
	void answerOfAnyKindHasEachHeaderOnce(String kind, int status, String request) throws IOException {
		Answer plain = send(request, "");
		assertHeaders(plain, status);
		assertThat(plain.headers()).doesNotContainKey("Strict-Transport-Security");
		Answer secure = send(request, "\nX-Forwarded-Proto: https");
		assertHeaders(secure, status);
		assertThat(secure.headers().get("Strict-Transport-Security"))
			.containsExactly("max-age=63072000; includeSubDomains");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			request line   | 400 | GET /a b
			path           | 400 | GET /<a>
			method         | 400 | G(T /ok
			version        | 505 | GET /ok HTTP/9.9
			path, encoded  | 400 | GET /%
			path, outside  | 400 | GET /../ok
			proxy request  | 501 | CONNECT app.example.com:443
			HTTP/2 preface | 400 | PRI * HTTP/2.0
			TRACE          | 405 | TRACE /ok
			""")
	void answerOfTheServerItselfHasEachHeaderOnce(String kind, int status, String line) throws IOException {
		String request = line.contains("HTTP/") ? line : line + " HTTP/1.1";
		assertHeaders(Answer.of(application.raw(request + "\nHost: app.example.com\nConnection: close\n\n")), status);
	}

	@Test
	void answerToAHeadThatIsTooLargeHasEachHeaderOnce() throws IOException {
		String end = " HTTP/1.1\nHost: app.example.com\nConnection: close\n";
		assertHeaders(Answer.of(application.raw("GET /" + "a".repeat(30_000) + end + "\n")), 414);
		assertHeaders(Answer.of(application.raw("GET /ok" + end + "X-Big: " + "a".repeat(30_000) + "\n\n")), 431);
		assertHeaders(Answer.of(application.raw("GET /ok" + end + "X: a\n".repeat(150) + "\n")), 431);
		assertHeaders(Answer.of(application.raw("GET /ok" + end + "Expect: the unexpected\n\n")), 417);
	}

	@Test
	void answerToABodyThatTurnsOutToBeTooLargeHasEachHeaderOnce() throws IOException {
		for (String type : List.of("application/json", "application/x-www-form-urlencoded",
				"multipart/form-data; boundary=b")) {
			String path = type.endsWith("json") ? "one" : (type.contains("form-data") ? "upload" : "form");
			assertHeaders(Answer.of(application
				.raw("POST /bodies/" + path + " HTTP/1.1\nHost: app.example.com\nConnection: close\nContent-Type: "
						+ type + "\nTransfer-Encoding: chunked\n\n11170\n" + "\"".repeat(0x11170) + "\n0\n\n")),
					413);
		}
	}

	private static void assertHeaders(Answer answer, int status) {
		assertThat(answer.status()).isEqualTo(status);
		HEADERS.forEach((name, value) -> assertThat(answer.headers().get(name)).as(name).containsExactly(value));
		assertThat(answer.headers().get("X-Request-ID")).hasSize(1);
		assertThat(answer.headers().getOrDefault("Vary", List.of())).contains("Origin").doesNotHaveDuplicates();
		assertThat(answer.headers().keySet()).doesNotContainAnyElementsOf(ABSENT);
		assertThat(answer.headers().getOrDefault("Cache-Control", (status == 304) ? List.of("no-store") : List.of()))
			.containsExactly("no-store");
		if (status >= 400) {
			assertThat(answer.headers().get("Content-Type")).containsExactly("application/problem+json");
			assertThat(answer.text()).doesNotContain("secret", "Exception", "Tomcat");
		}
	}

	private static Answer send(String request, String more) throws IOException {
		String[] parts = request.split(" > ");
		StringBuilder text = new StringBuilder(parts[0]).append(" HTTP/1.1");
		boolean host = false;
		for (int i = 1; i < parts.length; i++) {
			host |= parts[i].startsWith("Host:");
			text.append('\n').append(parts[i]);
		}
		text.append(host ? "" : "\nHost: app.example.com").append(more);
		boolean empty = parts[0].startsWith("POST") && !text.toString().contains("Content-Length");
		text.append(empty ? "\nContent-Length: 0" : "");
		// Or the server would wait for the rest of the body before it closes.
		String body = text.toString().contains("65537") ? "\"".repeat(65_537) : "";
		boolean late = parts[0].equals("GET /never") || parts[0].equals("GET /slow");
		return Answer.of((late ? hasty : application).raw(text + "\nConnection: close\n\n" + body));
	}

	private record Answer(int status, Map<String, List<String>> headers, String text) {

		static Answer of(String text) {
			String[] lines = text.substring(0, text.indexOf("\r\n\r\n")).split("\r\n");
			Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			for (int i = 1; i < lines.length; i++) {
				String[] parts = lines[i].split(": ", 2);
				headers.merge(parts[0], List.of(parts[1]),
						(one, two) -> Stream.concat(one.stream(), two.stream()).toList());
			}
			return new Answer(Integer.parseInt(lines[0].substring(9, 12)), headers, text);
		}

	}

}
