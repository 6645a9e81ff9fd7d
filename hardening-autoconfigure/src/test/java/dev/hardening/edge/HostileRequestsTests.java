package dev.hardening.edge;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that two readers could understand differently, written byte by byte: either
 * they are refused, or nobody gets a second answer out of the connection.
 */
class HostileRequestsTests {

	private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 \\d{3} ");

	private static final String JSON = "POST /bodies/one HTTP/1.1\nHost: app.example.com\nContent-Type: ";

	private static EdgeApplication application;

	@BeforeAll
	static void start() {
		application = EdgeApplication.start("hardening.rate-limit.enabled=false",
				"hardening.hosts.allowed=app.example.com", "server.tomcat.connection-timeout=3s");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	// ^ is a line feed alone, | a carriage return alone.
	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 6\nTransfer-Encoding: chunked\n\n0\n\n",
			"Transfer-Encoding: chunked\nContent-Length: 6\n\n0\n\n", "Content-Length: 0\nContent-Length: 6\n\n",
			"Content-Length: 0, 6\n\n", "Content-Length: +0\n\n", "Content-Length: -1\n\n", "Content-Length: 0x0\n\n",
			"Content-Length: 0 \u00a0\n\n", "Content-Length:\n\n", "Content-Length : 0\n\n",
			"Transfer-Encoding : chunked\n\n0\n\n", "Transfer-Encoding: xchunked\n\n0\n\n",
			"Transfer-Encoding: chunked, identity\n\n0\n\n", "Transfer-Encoding: chunked, chunked\n\n0\n\n",
			"Transfer-Encoding: identity, chunked, x\n\n0\n\n", "Transfer-Encoding:\u000bchunked\n\n0\n\n",
			"Transfer-Encoding: \"chunked\"\n\n0\n\n", "Transfer-Encoding: chunked\nTransfer-Encoding: x\n\n0\n\n",
			"X: y|Transfer-Encoding: chunked\n\n0\n\n", "\u0000Transfer-Encoding: chunked\n\n0\n\n",
			"Transfer-Encoding: chunked\n\n0x0\n\n", "Transfer-Encoding: chunked\n\n-1\n\n",
			"Transfer-Encoding: chunked\n\n100000000000000000\n\n", "Transfer-Encoding: chunked\n\n0|\n\n",
			"Transfer-Encoding: chunked\n\n1\nab\n0\n\n" })
	void requestThatTwoReadersWouldCutDifferentlyHasOneAnswer(String framing) throws IOException {
		String answers = send("POST /any-method HTTP/1.1\nHost: app.example.com\nX-Without-Csrf: 1\n" + framing
				+ "GET /target HTTP/1.1\nHost: app.example.com\n\n");
		assertThat(STATUS.matcher(answers).results().count()).as(answers).isLessThanOrEqualTo(1);
		assertThat(answers).doesNotContain("/target false");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Transfer-Encoding : chunked", "Content-Length: 0\nContent-Length: 6",
			"Content-Length: 0x0", "Bad Name: x", ": x", "X: a\u0000b", "X\u000b: a", "Host: app.example.com" })
	void headThatMeansTwoThingsIsRefused(String rest) throws IOException {
		assertRefused(400, rest);
	}

	@Test
	void codingThatNobodyKnowsIsNotImplemented() throws IOException {
		assertRefused(501, "Content-Length: 6\nTransfer-Encoding: xchunked");
	}

	private static void assertRefused(int status, String rest) throws IOException {
		assertThat(send("GET /ok HTTP/1.1\nHost: app.example.com\n" + rest + "\n\n")).startsWith("HTTP/1.1 " + status)
			.contains("application/problem+json", "X-Request-ID: ", "Connection: close");
	}

	@ParameterizedTest
	@ValueSource(strings = { "5;x={9000}\n\"abcd\n0\n\n", "0\nX: {20000}\n\n", "{300}\n\n", "5\n{}{}{}{}{}{}\n0\n\n" })
	void chunksThatAreNoneOrTooLargeAreRefused(String chunks) throws IOException {
		String body = chunks.replace("{9000}", "x".repeat(9_000))
			.replace("{20000}", "x".repeat(20_000))
			.replace("{300}", "0".repeat(300));
		assertThat(send(JSON + "application/json\nConnection: close\nTransfer-Encoding: chunked\n\n" + body))
			.startsWith("HTTP/1.1 400")
			.contains("application/problem+json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /ok HTTP/1.0\n\n", "GET /ok HTTP/1.1\nHost:\n\n",
			"GET http://app.example.com@evil.example/ok HTTP/1.1\nHost: evil.example\n\n",
			"GET http://evil.example/ok HTTP/1.1\nHost: app.example.com\n\n",
			"GET /ok HTTP/1.1\nHost: app.example.com@evil.example\n\n",
			"GET /ok HTTP/1.1\nHost: evil.example\nX-Forwarded-Host: app.example.com\n\n",
			"GET /ok HTTP/1.1\nHost: evil.example\nForwarded: host=app.example.com\n\n",
			"GET /ok HTTP/1.1\nHost: evil.example\nX-Host: app.example.com\nX-Original-URL: /ok\n\n",
			"GET /ok HTTP/1.1\nHost: app.example.com, evil.example\n\n",
			"GET /ok HTTP/1.1\nHost: app.example.com:80:80\n\n",
			"GET /ok HTTP/1.1\nHost: app.example.com:99999999999\n\n",
			"GET /ok HTTP/1.1\nHost: app.example.com#.evil.example\n\n",
			"GET /ok HTTP/1.1\nHost: [::ffff:127.0.0.1%25eth0]\n\n", "GET /ok HTTP/1.1\nHost: 127.1\n\n",
			"GET /ok HTTP/1.1\nHost: 0x7f000001\n\n" })
	void hostThatIsNotOursIsRefusedHoweverItIsSaid(String request) throws IOException {
		String answer = send(request);
		assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("\r\n\r\nok");
	}

	@Test
	void requestOfTheOldestVersionNamesNoHost() throws IOException {
		assertThat(send("GET /ok\n\n")).contains("\"host_not_allowed\"");
	}

	@ParameterizedTest
	@CsvSource({ "X-Original-URL, /private", "X-Rewrite-URL, /private", "X-HTTP-Method-Override, DELETE",
			"X-Forwarded-Prefix, /evil", "X-Forwarded-Proto, https", "X-Forwarded-Port, 443",
			"Forwarded, proto=https;for=127.0.0.1", "X-Forwarded-For, 127.0.0.1", "X-Real-IP, 127.0.0.1" })
	void headerOfAProxyFromNobodyTrustedChangesNothing(String name, String value) throws IOException {
		assertThat(
				send("GET /target HTTP/1.1\nHost: app.example.com\nConnection: close\n" + name + ": " + value + "\n\n"))
			.startsWith("HTTP/1.1 200")
			.endsWith("http://app.example.com/target false");
	}

	@Test
	void upgradeToHttp2InTheClearIsNotTaken() throws IOException {
		assertThat(send("GET /ok HTTP/1.1\nHost: app.example.com\nConnection: Upgrade, HTTP2-Settings, close\n"
				+ "Upgrade: h2c\nHTTP2-Settings: AAMAAABkAAQAAP__\n\n"))
			.startsWith("HTTP/1.1 200")
			.doesNotContain("Upgrade:");
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.example/", "//evil.example/..", "/\\evil.example", "/%5cevil.example",
			"/redirect/%0d%0aLocation:%20https://evil.example", "/redirect;x=//evil.example", "/%2f%2fevil.example",
			"/.//evil.example", "/redirect/..//evil.example" })
	void targetThatNamesAnotherSiteRedirectsNobody(String target) throws IOException {
		String answer = send(
				"GET " + target + " HTTP/1.1\nHost: app.example.com\nAccept: text/html\nConnection: close\n\n");
		assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*").doesNotContain("\nLocation:");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "text/plain | {'customer_name':'a'} | 415",
			"application/x-www-form-urlencoded | customer_name=a | 415", "application/xml | <a/> | 415",
			"multipart/form-data; boundary=b | --b-- | 415",
			"application/json, text/plain | {'customer_name':'a'} | 415",
			"application/json;charset=nonsense | {'customer_name':'a'} | 415",
			"application/json | {'a':1}{'b':2} | 400", "application/json | {'customer_name':'a'} x | 400",
			"application/json | {customer_name:'a'} | 400", "application/json | /**/{'customer_name':'a'} | 400",
			"application/json | {'customer_name':NaN} | 400",
			"application/json | {'customer_name':'a','orderLines':[{'unit_count':1e999999999}]} | 400",
			"application/json | {'customer_name':'a','orderLines':[{'unit_count':{9}}]} | 400",
			"application/json | {'customer_name':'a','orderLines':{'unit_count':1}} | 400",
			"application/json | {'@class':'java.lang.Runtime','customer_name':'a'} | 400",
			"application/json | ['java.util.ArrayList',[]] | 400", "application/json | null | 400",
			"application/json | {'customer_name':'a','customer_name':'b'} | 400",
			"application/json | {'customer_name':'a','customer\\u005fname':'b'} | 400",
			"application/json | {'customer_name':'a','byKey':{'a':null,'a':{}}} | 400" })
	void jsonThatIsNoneOrNotDeclaredIsRefused(String type, String body, int status) throws IOException {
		String json = body.replace('\'', '"').replace("{9}", "9".repeat(5_000));
		assertThat(post(type, json, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 " + status)
			.contains("application/problem+json")
			.doesNotContain("java.lang", "Runtime", "ArrayList", "99999");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16", "UTF-16LE", "UTF-32", "UTF-7", "IBM037", "ISO-8859-1" })
	void jsonInAnotherCharsetNeverMeansAnotherMember(String charset) throws IOException {
		Charset known = Charset.isSupported(charset) ? Charset.forName(charset) : StandardCharsets.US_ASCII;
		String json = "{\"customer_name\":\"a\",\"customer_name\":\"b\"}";
		assertThat(post("application/json;charset=" + charset, json, known))
			.startsWith("HTTP/1.1 " + (Charset.isSupported(charset) ? 400 : 415))
			.contains("application/problem+json");
	}

	@Test
	void valueThatLooksLikeAHeaderStaysInTheBody() throws IOException {
		String json = "{\"customer_name\":\"a\",\"byKey\":{\"a\\r\\nX-Injected: 1\":{\"unit_count\":9}}}";
		assertThat(post("application/json", json, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 400")
			.contains("a\\r\\nX-Injected: 1")
			.doesNotContain("\nX-Injected");
		assertThat(send("GET /missing?a=%0d%0aX-Injected:%201 HTTP/1.1\nHost: app.example.com\nConnection: close\n"
				+ "X-Request-ID: aaaaaaaaa\u0001X-Injected\n\n"))
			.doesNotContain("\nX-Injected", "aaaaaaaaa");
	}

	@Test
	void floodOfReportsIsHeldToTheLimitAndIsBounded() throws Exception {
		try (EdgeApplication limited = EdgeApplication.start("hardening.rate-limit.policies.api.limits=20/1h")) {
			int refused = 0;
			for (int i = 0; i < 40; i++) {
				String report = "{\"csp-report\":{\"effective-directive\":\"img-src\",\"blocked-uri\":\"https://h" + i
						+ ".example\"}}";
				String answer = limited.raw("POST /csp-reports HTTP/1.1\nHost: a\nConnection: close\n"
						+ "Content-Type: application/csp-report\nContent-Length: " + report.length() + "\n\n" + report);
				assertThat(answer).matches("(?s)HTTP/1.1 (204|429) .*");
				refused += answer.startsWith("HTTP/1.1 429") ? 1 : 0;
			}
			assertThat(refused).isEqualTo(20);
		}
		HttpResponse<String> good = application.get("/health");
		assertThat(good.statusCode()).isEqualTo(200);
	}

	private static String post(String type, String body, Charset charset) throws IOException {
		byte[] content = body.getBytes(charset);
		return send(JSON + type + "\nConnection: close\nContent-Length: " + content.length + "\n\n"
				+ new String(content, StandardCharsets.ISO_8859_1), false);
	}

	private static String send(String request) throws IOException {
		return send(request, true);
	}

	private static String send(String request, boolean signs) throws IOException {
		int body = signs ? request.length() : request.indexOf("\n\n") + 2;
		String head = request.substring(0, body).replace("\n", "\r\n");
		String bytes = (signs ? head.replace('^', '\n').replace('|', '\r') : head) + request.substring(body);
		try (Socket socket = new Socket("127.0.0.1", application.port())) {
			socket.setSoTimeout(60_000);
			socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
