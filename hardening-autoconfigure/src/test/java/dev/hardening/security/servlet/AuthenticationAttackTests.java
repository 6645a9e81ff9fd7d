package dev.hardening.security.servlet;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import dev.hardening.apikey.ApiKeyService;
import dev.hardening.apikey.IssuedApiKey;
import dev.hardening.apikey.NewApiKey;
import dev.hardening.jwt.IssuedTokens;
import dev.hardening.jwt.JwtSubject;
import dev.hardening.jwt.JwtTokenService;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an attacker tries with tokens, keys and paths, over the wire.
 */
class AuthenticationAttackTests {

	private static final int ROUNDS = 10;

	private static RunningApplication application;

	private static JwtTokenService tokens;

	private static ApiKeyService keys;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(AttackedApplication.class,
				"hardening.jwt.secret=q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa", "hardening.api-keys.enabled=true",
				"spring.flyway.enabled=true", "hardening.rate-limit.enabled=false",
				"hardening.security.rules[0].paths=/open/**", "hardening.security.rules[0].access=permit-all",
				"hardening.security.rules[1].paths=/admin/**", "hardening.security.rules[1].access=hasRole('ADMIN')",
				"hardening.security.rules[2].paths=/shut/**", "hardening.security.rules[2].access=deny-all");
		tokens = application.bean(JwtTokenService.class);
		keys = application.bean(ApiKeyService.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void refreshWhenRacedIsWonOnceAndEndsTheSession() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			IssuedTokens first = issue();
			List<HttpResponse<String>> answers = atOnce(8, () -> refresh(first.refreshToken()));
			List<HttpResponse<String>> won = answers.stream().filter((answer) -> answer.statusCode() == 200).toList();
			assertThat(won).hasSize(1);
			assertThat(answers).allMatch((answer) -> answer.statusCode() == 200 || answer.statusCode() == 401);
			assertThat(me(first.accessToken())).isEqualTo(401);
			assertThat(me(member(won.get(0), "access_token"))).isEqualTo(401);
			assertThat(refresh(member(won.get(0), "refresh_token")).statusCode()).isEqualTo(401);
		}
	}

	@Test
	void logoutWhenRacedByARefreshLeavesNothingThatIsGood() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			IssuedTokens first = issue();
			List<HttpResponse<String>> answers = atOnce(List.of(() -> refresh(first.refreshToken()),
					() -> application.send("POST", "/logout", "Authorization", "Bearer " + first.accessToken())));
			assertThat(me(first.accessToken())).isEqualTo(401);
			assertThat(refresh(first.refreshToken()).statusCode()).isEqualTo(401);
			HttpResponse<String> refreshed = answers.get(0);
			if (refreshed.statusCode() == 200) {
				assertThat(me(member(refreshed, "access_token"))).isEqualTo(401);
				assertThat(refresh(member(refreshed, "refresh_token")).statusCode()).isEqualTo(401);
			}
		}
	}

	@Test
	void keyWhenRevokedWhileItIsUsedIsRefusedFromThenOn() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			IssuedApiKey key = keys.issue(NewApiKey.named("raced"));
			List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
			for (int i = 0; i < 6; i++) {
				calls.add(() -> application.get("/me", "X-API-Key", key.key().reveal()));
			}
			calls.add(() -> {
				keys.revoke(key.id());
				return application.get("/me", "X-API-Key", key.key().reveal());
			});
			assertThat(atOnce(calls).get(6).statusCode()).isEqualTo(401);
			assertThat(application.get("/me", "X-API-Key", key.key().reveal()).statusCode()).isEqualTo(401);
		}
	}

	@Test
	void credentialsWhenTwoAreSentLendNoRightsToOneAnother() {
		String admin = keys.issue(NewApiKey.named("admin").withRoles(List.of("ADMIN"))).key().reveal();
		String bearer = "Bearer " + issue().accessToken();
		for (String path : List.of("/me", "/admin/it", "/open/me")) {
			HttpResponse<String> response = application.get(path, "Authorization", bearer, "X-API-Key", admin);
			assertThat(response.statusCode()).as(path).isEqualTo(401);
			assertThat(response.body()).doesNotContain("administered", "ada [");
		}
		assertThat(application.get("/me", "Authorization", bearer).body()).startsWith("ada [")
			.contains("ROLE_USER")
			.doesNotContain("ADMIN");
		assertThat(application.get("/admin/it", "X-API-Key", admin).statusCode()).isEqualTo(200);
	}

	@TestFactory
	Stream<DynamicTest> credentialsWhenTheyAreHostileAreRefused() {
		String token = issue().accessToken();
		String key = keys.issue(NewApiKey.named("hostile")).key().reveal();
		return Stream.of("Authorization: Bearer " + token + "\r\nAuthorization: Bearer " + token,
				"Authorization: Bearer " + token + "\r\nauthorization: Basic YTpi",
				"Authorization: Basic YTpi\r\nX-API-Key: ", "Authorization: Basic YTpi",
				"Authorization: Bearer " + token + "\r\nX-API-Key: " + key, "X-API-Key: " + key + "\r\nx-api-key: x",
				"X-API-Key: " + key + ", " + key, "Authorization: Bearer " + key, "X-API-Key: " + token,
				"Authorization: Bearer " + token + "x", "Authorization:Bearer " + token + ", Bearer " + token,
				"Authorization: Bearer " + token.toLowerCase(Locale.ROOT),
				"Authorization: ApiKey " + key + "\r\nAuthorization: Bearer " + token, "Cookie: X-API-Key=" + key)
			.map((header) -> DynamicTest.dynamicTest(header.replace(token, "TOKEN").replace(key, "KEY"), () -> {
				String answer = raw("GET /me HTTP/1.1", header);
				assertThat(answer).startsWith("HTTP/1.1 401").contains("WWW-Authenticate: ").doesNotContain(token, key);
			}));
	}

	@TestFactory
	Stream<DynamicTest> pathWhenDisguisedIsNotReachedWithoutItsRole() {
		return Stream
			.of("/admin/it", "/admin/it/", "/admin//it", "//admin/it", "/./admin/it", "/admin/./it", "/x/../admin/it",
					"/ADMIN/it", "/Admin/It", "/admin/it;x=1", "/admin;x/it", "/;/admin/it", "/%61dmin/it",
					"/%2561dmin/it", "/admin%2fit", "/admin%2Fit", "/admin%5cit", "/admin\\it", "/admin/it%00",
					"/admin/it%20", "/admin/it%0a", "/admin/it.json", "/admin/it.", "/admin/it?", "/admin/it%3f",
					"/open/../admin/it", "/open/..;/admin/it", "/open/%2e%2e/admin/it", "/open/%2e%2e%2fadmin/it",
					"/open/.%2e/admin/it", "/open/..%252fadmin/it", "/open/..%c0%afadmin/it", "/open;/../admin/it",
					"/open//../admin/it", "http://localhost/admin/it", "http://localhost/open/../admin/it",
					"/admin/it%e2%80%8b", "/%ef%bc%a1dmin/it", "admin/it", "/shut/it", "/shut", "/shut/", "/nowhere")
			.map((path) -> DynamicTest.dynamicTest(path, () -> {
				String user = "Authorization: Bearer " + issue().accessToken();
				for (String credential : List.of("X-Nobody: 1", user)) {
					for (String method : List.of("GET", "HEAD", "POST", "OPTIONS", "get", "TRACE", "PROPFIND", "FOO")) {
						String answer = raw(method + " " + path + " HTTP/1.1", credential);
						assertThat(answer).as(method).doesNotStartWith("HTTP/1.1 2").doesNotStartWith("HTTP/1.1 5");
						assertThat(answer).as(method).doesNotContain("administered");
					}
				}
			}));
	}

	@TestFactory
	Stream<DynamicTest> headerWhenItNamesAnotherPathOrMethodIsNotBelieved() {
		return Stream
			.of("X-Original-URL: /open/it", "X-Rewrite-URL: /open/it", "X-Forwarded-Prefix: /open",
					"X-Forwarded-Uri: /open/it", "X-HTTP-Method-Override: OPTIONS", "X-Method-Override: GET",
					"Forwarded: for=127.0.0.1", "X-Forwarded-For: 127.0.0.1", "X-Forwarded-User: admin",
					"X-Remote-User: admin", "Remote-User: admin", "SSL-Client-Verify: SUCCESS", "Upgrade: h2c",
					"Access-Control-Request-Method: GET", "Cookie: JSESSIONID=admin",
					"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0")
			.map((header) -> DynamicTest.dynamicTest(header, () -> {
				for (String method : List.of("GET", "POST", "HEAD")) {
					assertThat(raw(method + " /admin/it HTTP/1.1", header)).startsWith("HTTP/1.1 401");
				}
			}));
	}

	@Test
	void dispatchWhenAsynchronousOrAnErrorIsDecidedByTheRequestsOwnPath() {
		HttpResponse<String> later = application.get("/open/later");
		assertThat(later.statusCode()).isEqualTo(200);
		assertThat(later.body()).isEqualTo("later");
		assertThat(application.get("/open/error").statusCode()).isEqualTo(418);
		assertThat(application.get("/open/boom").statusCode()).isEqualTo(500);
		assertThat(application.get("/error").statusCode()).isEqualTo(401);
		assertThat(application.get("/later").statusCode()).isEqualTo(401);
		String bearer = "Bearer " + issue().accessToken();
		assertThat(application.get("/later", "Authorization", bearer).body()).isEqualTo("later");
		assertThat(application.get("/admin/later", "Authorization", bearer).statusCode()).isEqualTo(403);
		// Rules say what clients may ask for; a forward is what the application does with
		// it.
		assertThat(application.get("/open/forward").body()).isEqualTo("administered");
		assertThat(application.get("/forward").statusCode()).isEqualTo(401);
	}

	private static IssuedTokens issue() {
		return tokens.issue(JwtSubject.of("ada", "ROLE_USER"));
	}

	private static HttpResponse<String> refresh(String token) {
		return application.send("POST", "/open/refresh", "X-Refresh", token);
	}

	private static int me(String token) {
		return application.get("/me", "Authorization", "Bearer " + token).statusCode();
	}

	private static String member(HttpResponse<String> response, String name) {
		return response.body().replaceAll(".*\"" + name + "\":\"([^\"]+)\".*", "$1");
	}

	private static List<HttpResponse<String>> atOnce(int callers, Callable<HttpResponse<String>> call)
			throws Exception {
		return atOnce(Stream.generate(() -> call).limit(callers).toList());
	}

	private static List<HttpResponse<String>> atOnce(List<Callable<HttpResponse<String>>> calls) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(calls.size());
		try {
			List<HttpResponse<String>> answers = new ArrayList<>();
			for (Future<HttpResponse<String>> answer : threads.invokeAll(calls)) {
				answers.add(answer.get());
			}
			return answers;
		}
		finally {
			threads.shutdown();
		}
	}

	private static String raw(String line, String header) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", application.port())) {
			socket.setSoTimeout(20_000);
			String request = line + "\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
