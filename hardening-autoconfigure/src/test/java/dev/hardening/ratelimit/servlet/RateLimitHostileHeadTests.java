package dev.hardening.ratelimit.servlet;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Heads of requests as bytes, which no proper client would send, by a client that is over
 * its limit. Whatever the server makes of them, the handler must not be reached, and
 * there must be an answer.
 */
class RateLimitHostileHeadTests extends HostileClient {

	private static final String GET = "GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\n";

	static Stream<String> heads() {
		List<String> targets = List.of("/login;jsessionid=1", "/login;a=b;c=d", "/;a=b/login", "///login", "//login//",
				"/login//", "/%2flogin", "/%2Flogin", "/.;/login", "/x/..;/login", "/login/..;/login",
				"/x/%2e%2e/login", "/x%2f..%2flogin", "/login%5c", "/%5clogin", "/Login", "/lOGIN", "/login.html",
				"/login%2ehtml", "/login%0a", "/login%0d%0a", "/login%c3%a9", "/login%ff", "/l%00ogin",
				"/login%e2%80%8b", "/%u006cogin", "/login%", "/login%2", "/login%zz", "/login?%00", "/login?a=%ff",
				"/login??", "http://127.0.0.1:80/login", "HTTP://127.0.0.1/login", "https://127.0.0.1/login",
				"//127.0.0.1/login", "login", "*", "/login\u00e9", "/login\u0000", "/login\t", "/\u00ff");
		List<String> methods = List.of("FOO", "get", "GETGET", "TRACE", "TRACK", "CONNECT", "PROPFIND", "SEARCH",
				"PURGE", "M-SEARCH", "_GET", "GET\u0000", "G\u00cbT", "0", "X".repeat(9000));
		List<String> fields = List.of("X-Forwarded-For: 1.2.3.4", "X-Forwarded-For: \u0000",
				"X-Forwarded-For: \u00ff\u00fe", "X-Forwarded-For: ::::", "X-Forwarded-For: [2001:db8::1]:80",
				"X-Forwarded-For: 0x7f.1", "X-Forwarded-For: 127.0.0.1", "X-Forwarded-For: " + "1.2.3.4,".repeat(500),
				"X-Forwarded-For: " + "9".repeat(65_536), "X-Tenant: " + "k".repeat(65_536), "X-Tenant: \u0000",
				"X-Tenant: \u00c3\u0028", "X-API-Key: \u00ff", "Authorization: Bearer \u00ff",
				"Authorization: Basic \u00ff", "Authorization: " + "A".repeat(65_536), "Cookie: JSESSIONID=\u0000",
				"X-HTTP-Method-Override: OPTIONS", "X-HTTP-Method: OPTIONS", "X-Method-Override: OPTIONS",
				"X-Original-URL: /exempt", "X-Rewrite-URL: /exempt", "X-Forwarded-Prefix: /exempt",
				"X-Forwarded-Host: other", "X-Forwarded-Proto: https", "Forwarded: for=1.2.3.4;proto=https",
				"Forwarded: for=\"[2001:db8::1]\"", "Origin: https://app.example", "Access-Control-Request-Method: GET",
				"Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
				"Upgrade: websocket\r\nConnection: Upgrade", "Expect: 100-continue", "Expect: nonsense",
				"Content-Length: -1", "Content-Length: 5\r\nContent-Length: 6",
				"Transfer-Encoding: chunked\r\nContent-Length: 0", "Transfer-Encoding: xchunked",
				"Transfer-Encoding : chunked", " folded", "Host: other", "no-colon", ": no-name", "X-\u00ff: 1",
				"Accept: \u0000", "Accept-Language: " + "a,".repeat(3000), "Range: bytes=0-",
				"Connection: X-Forwarded-For", "Max-Forwards: 0");
		return Stream.of(targets.stream().map((target) -> "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"),
				methods.stream().map((method) -> method + " /login HTTP/1.1\r\nHost: 127.0.0.1\r\n"),
				fields.stream().map((field) -> GET + field + "\r\n"),
				Stream.of("GET /login HTTP/1.0\r\n", "GET /login HTTP/0.9\r\n",
						"GET /login HTTP/1.2\r\nHost: 127.0.0.1\r\n", "GET /login HTTP/2.0\r\nHost: 127.0.0.1\r\n",
						"GET  /login  HTTP/1.1\r\nHost: 127.0.0.1\r\n", "GET\t/login\tHTTP/1.1\r\nHost: 127.0.0.1\r\n",
						"\r\n" + GET, "PRI * HTTP/2.0\r\n\r\nSM\r\n"))
			.flatMap((heads) -> heads);
	}

	@ParameterizedTest
	@MethodSource("heads")
	void headWhenHostileReachesNoHandlerBeyondTheLimit(String head) throws Exception {
		exhaust("/login", 2);
		int before = application.calls("open");
		// What the proxy in front adds is always the last hop.
		String answer = raw(head + "X-Forwarded-For: " + this.address + "\r\nConnection: close\r\n\r\n");
		assertThat(application.calls("open")).as(answer).isEqualTo(before);
		// Refused by the limit or as malformed, or not implemented by the server.
		assertThat(answer).matches("(?s)(HTTP/1.1 100 \\R\\R)?HTTP/1.1 (4\\d\\d|501|505) .*");
	}

}
