package dev.hardening.edge;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client sees of the headers with different settings.
 */
class HeadersOverHttpTests {

	@Test
	void answerWhenNothingIsConfiguredHasHeadersOfAnApi() throws Exception {
		try (EdgeApplication application = EdgeApplication.start()) {
			HttpResponse<String> response = application.get("/ok");
			assertThat(response.headers().allValues("Content-Security-Policy"))
				.containsExactly("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
			assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
			assertThat(response.headers().map()).doesNotContainKeys("strict-transport-security", "expires", "pragma",
					"x-xss-protection");
			HttpResponse<String> leaky = application.get("/leaky");
			assertThat(leaky.headers().map()).doesNotContainKeys("server", "x-powered-by");
			assertThat(leaky.headers().allValues("X-Frame-Options")).containsExactly("SAMEORIGIN");
		}
	}

	@Test
	void pageWhenProfileIsHtmlHasNonceInHeaderAndBody() throws Exception {
		try (EdgeApplication application = EdgeApplication.start("hardening.headers.profiles[0].paths=/page",
				"hardening.headers.profiles[0].profile=html")) {
			HttpResponse<String> response = application.get("/page");
			String policy = response.headers().firstValue("Content-Security-Policy").orElseThrow();
			String nonce = policy.replaceAll(".*script-src 'nonce-([^']+)'.*", "$1");
			assertThat(nonce).hasSize(22);
			assertThat(response.body()).isEqualTo("<script nonce=\"" + nonce + "\"></script>");
			assertThat(application.get("/page").body()).isNotEqualTo(response.body());
			assertThat(application.get("/ok").headers().firstValue("Content-Security-Policy").orElseThrow())
				.startsWith("default-src 'none'; frame-ancestors");
		}
	}

	@Test
	void templateWhenProfileIsHtmlHasNonceOfTheHeader() throws Exception {
		try (EdgeApplication application = EdgeApplication.start("hardening.headers.profile=html")) {
			HttpResponse<String> response = application.get("/template");
			String nonce = response.body().substring("nonce=".length());
			assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
				.contains("script-src 'nonce-" + nonce + "'");
			assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
		}
	}

	@Test
	void preflightWhenOriginIsAllowedIsAnsweredFirst() throws Exception {
		try (EdgeApplication application = EdgeApplication
			.start("hardening.cors.allowed-origins=https://app.example.com")) {
			HttpResponse<String> allowed = application.send("OPTIONS", "/private", "Origin", "https://app.example.com",
					"Access-Control-Request-Method", "PUT");
			assertThat(allowed.statusCode()).isEqualTo(200);
			assertThat(allowed.headers().allValues("Access-Control-Allow-Origin"))
				.containsExactly("https://app.example.com");
			HttpResponse<String> refused = application.send("OPTIONS", "/private", "Origin", "https://evil.example",
					"Access-Control-Request-Method", "PUT");
			assertThat(refused.statusCode()).isEqualTo(403);
			assertThat(refused.headers().allValues("Content-Type")).containsExactly("application/problem+json");
			assertThat(refused.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
		}
	}

}
