package dev.hardening.ratelimit.servlet;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that an attacker may try, over a real port.
 */
class RateLimitHostileRequestTests extends HostileClient {

	@ParameterizedTest
	@ValueSource(strings = { "/login", "/%6Cogin", "/%6c%6f%67%69%6e", "/login?x=1", "/login?", "/login;x=1", "/login;",
			"/;/login", "/login/", "//login", "/./login", "/x/../login", "/%2e/login", "/login/.", "/login%2F",
			"/login%00", "/login%20", "/login%09", "/LOGIN", "/login.json", "/login#x", "/login%3Bx=1",
			"/%25%36%63ogin", "/login%c0%af", "\\login", "/login\\", "http://127.0.0.1/login",
			"http://attacker.example/login" })
	void pathWhenSpeltInAnotherWayReachesNoHandlerBeyondTheLimit(String target) throws Exception {
		exhaust("/login", 2);
		int before = application.calls("open");
		String status = raw("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: " + this.address
				+ "\r\nConnection: close\r\n\r\n");
		assertThat(application.calls("open")).as(target + ": " + status).isEqualTo(before);
		assertThat(status).doesNotContain(" 500 ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/login", "/%6Cogin", "/%6c%6f%67%69%6e", "/login?x=1" })
	void pathWhenTheRouterTakesItForTheSameIsCharged(String path) throws Exception {
		assertThat(get(path).statusCode()).isEqualTo(200);
		assertThat(remaining(get(path), "login")).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS" })
	void methodWhenPolicyIsForAllMethodsIsLimited(String method) throws Exception {
		exhaust("/login", 2);
		assertThat(send(method, "/login").statusCode()).isEqualTo(429);
	}

	@Test
	void headWhenPolicyIsForGetCountsAsGet() throws Exception {
		assertThat(send("HEAD", "/api/orders").statusCode()).isEqualTo(200);
		assertThat(send("HEAD", "/api/orders").headers().firstValue("RateLimit"))
			.hasValueSatisfying((value) -> assertThat(value).contains("\"orders\";r=0"));
		HttpResponse<String> refused = send("HEAD", "/api/orders");
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.body()).isEmpty();
		assertThat(get("/api/orders").statusCode()).isEqualTo(429);
		assertThat(send("POST", "/api/orders").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override" })
	void methodWhenOverriddenByAHeaderIsStillWhatItIs(String header) throws Exception {
		exhaust("/api/orders", 2);
		assertThat(send("GET", "/api/orders?_method=POST", header, "POST").statusCode()).isEqualTo(429);
	}

	@ParameterizedTest
	@ValueSource(strings = { "get", "Get", "GETT", "G E T", "" })
	void methodWhenMalformedReachesNoHandler(String method) throws Exception {
		exhaust("/api/orders", 2);
		int before = application.calls("open");
		raw(method + " /api/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: " + this.address
				+ "\r\nConnection: close\r\n\r\n");
		assertThat(application.calls("open")).isEqualTo(before);
	}

	@Test
	void refusalWhenOfALaterStageGivesBackWhatEarlierOnesCharged() throws Exception {
		exhaust("/item/1", 2);
		for (int i = 0; i < 20; i++) {
			assertThat(get("/item/1").statusCode()).isEqualTo(429);
			assertThat(send("POST", "/annotated").statusCode()).isEqualTo((i < 3) ? 200 : 429);
		}
		assertThat(remaining(get("/item/free/not"), "api")).isEqualTo(1000 - 2 - 3);
	}

	@Test
	void preflightWhenRepeatedCostsNothing() throws Exception {
		for (int i = 0; i < 5; i++) {
			HttpResponse<String> preflight = send("OPTIONS", "/login", "Origin", "https://app.example",
					"Access-Control-Request-Method", "GET");
			assertThat(preflight.statusCode()).isEqualTo(200);
			assertThat(preflight.headers().firstValue("RateLimit")).isEmpty();
		}
		assertThat(get("/login").statusCode()).isEqualTo(200);
	}

	@Test
	void refusalWhenCrossOriginCarriesTheGrantAndNoCookie() throws Exception {
		exhaust("/login", 2);
		HttpResponse<String> refused = send("GET", "/login", "Origin", "https://app.example");
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://app.example");
		assertThat(refused.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(refused.headers().firstValue("X-Request-ID")).isPresent();
		assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
	}

	@Test
	void refusalWhenBodyIsAnnouncedDoesNotWaitForIt() throws Exception {
		exhaust("/login", 2);
		String answer = raw("POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: " + this.address
				+ "\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 429");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/upload", "/upload/own" })
	void annotationWhenHandlerTakesAnUploadDecidesBeforeItIsRead(String path) throws Exception {
		String boundary = "multipart/form-data; boundary=x";
		String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: " + this.address
				+ "\r\nContent-Type: " + boundary + "\r\nContent-Length: ";
		String body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\ncontent\r\n--x--\r\n";
		assertThat(raw(head + body.length() + "\r\nConnection: close\r\n\r\n" + body)).startsWith("HTTP/1.1 200");
		// Nothing of this one's body is ever sent.
		assertThat(raw(head + "5000000\r\n\r\n")).startsWith("HTTP/1.1 429");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/forward", "/async", "/fail", "/missing" })
	void dispatchWhenForwardErrorOrAsyncIsChargedOnce(String path) throws Exception {
		get(path);
		assertThat(remaining(get(path), "dispatched")).isEqualTo(48);
		assertThat(remaining(get(path), "api")).isEqualTo(997);
	}

	@Test
	void annotationWhenHandlerIsAsyncIsChargedOnce() throws Exception {
		assertThat(get("/annotated-async").body()).isEqualTo("async");
		assertThat(get("/annotated-async").statusCode()).isEqualTo(429);
	}

	@Test
	void exemptHandlerWhenNeighboursAreLimitedIsNot() throws Exception {
		exhaust("/item/1", 2);
		for (String path : List.of("/item/free", "/item/%66ree", "/exempt", "/class/free")) {
			HttpResponse<String> response = get(path);
			assertThat(response.statusCode()).as(path).isEqualTo(200);
			assertThat(response.headers().firstValue("RateLimit")).as(path).isEmpty();
		}
		assertThat(send("POST", "/item/free").statusCode()).isNotEqualTo(200);
		assertThat(get("/item/free/").statusCode()).isNotEqualTo(200);
	}

	@Test
	void exemptClassWhenAMethodIsLimitedLimitsThatOne() throws Exception {
		assertThat(get("/exempt/limited").statusCode()).isEqualTo(200);
		assertThat(get("/exempt/limited").statusCode()).isEqualTo(429);
		assertThat(get("/exempt").statusCode()).isEqualTo(200);
	}

	@Test
	void limitWhenManyAskAtOnceAdmitsExactlyThat() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(16);
		try {
			List<Callable<Integer>> requests = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				requests.add(() -> get("/open").statusCode());
			}
			int admitted = 0;
			for (Future<Integer> status : threads.invokeAll(requests)) {
				admitted += (status.get() == 200) ? 1 : 0;
			}
			assertThat(admitted).isEqualTo(20);
		}
		finally {
			threads.shutdownNow();
		}
	}

}
