package dev.hardening.edge;

import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a browser on another origin gets.
 */
class CorsOverHttpTests {

	private static final String ORIGIN = "https://app.example.com";

	private static EdgeApplication application;

	@BeforeAll
	static void start() {
		application = EdgeApplication.start("hardening.cors.allowed-origins=" + ORIGIN,
				"hardening.rate-limit.policies.api.limits=1000/1m");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void preflightWhenOriginIsAllowedIsGrantedAndChargedNothing() throws Exception {
		HttpResponse<String> response = application.send("OPTIONS", "/private", "Origin", ORIGIN,
				"Access-Control-Request-Method", "PUT", "Access-Control-Request-Headers", "authorization, x-api-key");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(values(response, "Access-Control-Allow-Origin")).containsExactly(ORIGIN);
		assertThat(values(response, "Access-Control-Max-Age")).containsExactly("3600");
		assertThat(values(response, "Access-Control-Allow-Methods").get(0)).contains("PUT");
		assertThat(response.headers().map()).doesNotContainKeys("access-control-allow-credentials", "ratelimit",
				"www-authenticate");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/ok", "/missing", "/boom", "/private", "/ok;x=1", "/echo" })
	void answerWhenOriginIsAllowedIsReadableWhateverItSays(String path) throws Exception {
		HttpResponse<String> response = application.get(path, "Origin", ORIGIN);
		assertThat(values(response, "Access-Control-Allow-Origin")).containsExactly(ORIGIN);
		assertThat(values(response, "Access-Control-Expose-Headers").get(0)).contains("X-Request-ID", "Retry-After");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example", "null", "http://app.example.com", "https://app.example.com:8443",
			"https://app.example.com.evil.example", "https://app.example.comx", "garbage", "http://[::bad",
			"https://app.example.com, https://evil.example" })
	void requestWhenOriginIsNotAllowedIsRefused(String origin) throws Exception {
		HttpResponse<String> response = application.get("/ok", "Origin", origin);
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.body()).contains("\"error\":\"forbidden\"");
		assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
		assertThat(values(response, "Vary")).contains("Origin");
	}

	@Test
	void requestWhenOriginIsTheApplicationItselfIsNoCrossOriginRequest() throws Exception {
		String host = "127.0.0.1:" + application.port();
		assertThat(application.get("/ok", "Origin", "http://" + host).statusCode()).isEqualTo(200);
		HttpResponse<String> behindTls = application.get("/ok", "Origin", "https://" + host);
		assertThat(behindTls.statusCode()).isEqualTo(200);
		assertThat(behindTls.headers().map()).doesNotContainKey("access-control-allow-origin");
	}

	@Test
	void requestWhenPathIsNotCoveredOrCorsIsOffIsAnsweredWithoutGrant() throws Exception {
		try (EdgeApplication production = EdgeApplication.start("hardening.cors.paths=/api/**")) {
			assertThat(production.get("/ok", "Origin", "https://evil.example").statusCode()).isEqualTo(200);
			assertThat(production.get("/api/ok", "Origin", "https://evil.example").statusCode()).isEqualTo(403);
		}
		try (EdgeApplication without = EdgeApplication.start("hardening.cors.enabled=false")) {
			HttpResponse<String> response = without.get("/ok", "Origin", "https://evil.example");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
		}
	}

	@Test
	void requestForTheActuatorWhenBootsKeysNameOriginsIsDecidedByThem() throws Exception {
		String operators = "https://ops.example.com";
		try (EdgeApplication boot = EdgeApplication.start("hardening.cors.allowed-origins=" + ORIGIN,
				"management.endpoints.web.cors.allowed-origins=" + operators,
				"management.endpoints.web.cors.allowed-methods=GET,DELETE",
				"management.endpoints.web.cors.allowed-headers=Authorization",
				"management.endpoints.web.exposure.include=health,hardening")) {
			HttpResponse<String> preflight = boot.send("OPTIONS", "/actuator/health", "Origin", operators,
					"Access-Control-Request-Method", "DELETE", "Access-Control-Request-Headers", "authorization");
			assertThat(preflight.statusCode()).isEqualTo(200);
			assertThat(values(preflight, "Access-Control-Allow-Origin")).containsExactly(operators);
			assertThat(values(preflight, "Access-Control-Allow-Methods")).containsExactly("GET,DELETE");
			HttpResponse<String> read = boot.get("/actuator/health", "Origin", operators);
			assertThat(read.statusCode()).isEqualTo(200);
			assertThat(values(read, "Access-Control-Allow-Origin")).containsExactly(operators);
			assertThat(boot.get("/actuator/health", "Origin", ORIGIN).statusCode()).isEqualTo(403);
			assertThat(boot.get("/ok", "Origin", ORIGIN).statusCode()).isEqualTo(200);
			assertThat(boot.get("/ok", "Origin", operators).statusCode()).isEqualTo(403);
			String explained = "/actuator/hardening/explain?method=GET&path=";
			assertThat(boot.get(explained + "/actuator/health").body())
				.contains("management.endpoints.web.cors.allowed-origins")
				.doesNotContain("hardening.cors.allowed-origins");
			assertThat(boot.get(explained + "/ok").body()).contains("hardening.cors.allowed-origins");
		}
	}

	private static List<String> values(HttpResponse<String> response, String name) {
		return response.headers().allValues(name);
	}

}
