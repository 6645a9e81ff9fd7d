package dev.hardening.edge;

import java.io.IOException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * HTTPS behind a trusted proxy, and what happens without it.
 */
class HttpsOverHttpTests {

	private static EdgeApplication application;

	@BeforeAll
	static void start() {
		application = EdgeApplication.start("hardening.client-ip.trusted-proxies=127.0.0.1",
				"hardening.hosts.allowed=app.example.com", "hardening.https.redirect=browser");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void navigationWhenPlainIsRedirected() throws IOException {
		String answer = get("/ok?a=b%20c", "Accept: text/html,*/*");
		assertThat(answer).startsWith("HTTP/1.1 308")
			.contains("Location: https://app.example.com/ok?a=b%20c\r\n")
			.contains("X-Content-Type-Options: nosniff")
			.doesNotContain("Strict-Transport-Security");
		assertThat(get("/ok", "Sec-Fetch-Mode: navigate")).startsWith("HTTP/1.1 308");
	}

	@Test
	void apiCallWhenPlainIsRefused() throws IOException {
		assertThat(get("/ok", "Accept: application/json")).startsWith("HTTP/1.1 403")
			.contains("\"error\":\"forbidden\"")
			.contains("HTTPS only");
		assertThat(get("/ok", "Sec-Fetch-Mode: cors\nAccept: text/html")).startsWith("HTTP/1.1 403");
		assertThat(application.raw(
				"POST /echo HTTP/1.1\nHost: app.example.com\nAccept: text/html\nContent-Length: 0\nConnection: close\n\n"))
			.startsWith("HTTP/1.1 403");
	}

	@Test
	void navigationWhenHostIsNotAllowedIsNotRedirected() throws IOException {
		assertThat(application.raw("GET /ok HTTP/1.1\nHost: evil.example\nAccept: text/html\nConnection: close\n\n"))
			.startsWith("HTTP/1.1 400")
			.doesNotContain("Location");
	}

	@Test
	void probeWhenPlainIsAnswered() throws IOException {
		assertThat(get("/health", "Accept: */*")).startsWith("HTTP/1.1 200");
	}

	@Test
	void requestWhenProxySaysHttpsIsAnsweredWithHsts() throws IOException {
		assertThat(get("/target", "X-Forwarded-Proto: https")).startsWith("HTTP/1.1 200")
			.contains("Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n")
			.contains("https://app.example.com/target true");
	}

	@Test
	void requestWhenClientPrependsForwardedValuesBelievesTheProxyOnly() throws IOException {
		assertThat(get("/ok", "X-Forwarded-Proto: https, http\nAccept: application/json")).startsWith("HTTP/1.1 403");
		assertThat(get("/target", "X-Forwarded-Proto: https\nX-Forwarded-Host: evil.example, app.example.com"))
			.contains("https://app.example.com/target true");
		assertThat(get("/target", "X-Forwarded-Proto: https\nX-Forwarded-Host: app.example.com, evil.example"))
			.startsWith("HTTP/1.1 400");
		assertThat(get("/ok", "Forwarded: proto=https\nAccept: application/json")).startsWith("HTTP/1.1 403");
	}

	@Test
	void redirectOfControllerWhenBehindProxyNamesNoHost() throws IOException {
		assertThat(get("/redirect", "X-Forwarded-Proto: https")).startsWith("HTTP/1.1 302")
			.contains("Location: /ok\r\n");
	}

	@Test
	void logoutWhenOverHttpsClearsTheSite() throws IOException {
		assertThat(application.raw(
				"POST /logout HTTP/1.1\nHost: app.example.com\nX-Forwarded-Proto: https\nContent-Length: 0\nConnection: close\n\n"))
			.containsOnlyOnce("Clear-Site-Data: \"cache\", \"cookies\", \"storage\"\r\n");
	}

	private static String get(String path, String headers) throws IOException {
		return application
			.raw("GET " + path + " HTTP/1.1\nHost: app.example.com\nConnection: close\n" + headers + "\n\n");
	}

}
