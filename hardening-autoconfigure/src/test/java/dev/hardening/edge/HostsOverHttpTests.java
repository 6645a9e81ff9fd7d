package dev.hardening.edge;

import java.io.IOException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests for hosts that are served and for others, written byte by byte.
 */
class HostsOverHttpTests {

	private static EdgeApplication application;

	@BeforeAll
	static void start() {
		application = EdgeApplication
			.start("hardening.hosts.allowed=app.example.com,*.tenant.example.com,127.0.0.1,[::1]");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "app.example.com", "APP.Example.COM", "app.example.com.", "app.example.com:8443",
			"a.tenant.example.com", "a.b.tenant.example.com:80", "[::1]", "[0:0:0:0:0:0:0:1]:8080", "127.0.0.1" })
	void requestWhenHostIsAllowedIsAnswered(String host) throws IOException {
		assertThat(get("/ok", host)).startsWith("HTTP/1.1 200");
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.example", "app.example.com.evil.example", "xapp.example.com", "tenant.example.com",
			"eviltenant.example.com", "[::2]", "127.0.0.2", "localhost" })
	void requestWhenHostIsNotAllowedIsRefused(String host) throws IOException {
		String answer = get("/ok", host);
		assertThat(answer).startsWith("HTTP/1.1 400")
			.contains("Content-Type: application/problem+json")
			.contains("\"error\":\"host_not_allowed\"")
			.contains("X-Content-Type-Options: nosniff")
			.contains("X-Request-ID: ");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "a b", "a@b", "a/b", "[::1", ".tenant.example.com", "app.example.com..", "app.example.com:x" })
	void requestWhenHostCannotBeReadIsRefusedAsProblem(String host) throws IOException {
		assertThat(get("/ok", host)).startsWith("HTTP/1.1 400").contains("application/problem+json");
	}

	@Test
	void probeWhenAskedByAddressIsAnswered() throws IOException {
		assertThat(get("/health", "10.1.2.3")).startsWith("HTTP/1.1 200");
		assertThat(get("/health/..;/ok", "10.1.2.3")).startsWith("HTTP/1.1 400");
	}

	@Test
	void requestWhenTwoHostsAreSentIsRefused() throws IOException {
		assertThat(
				application.raw("GET /ok HTTP/1.1\nHost: app.example.com\nHost: evil.example\nConnection: close\n\n"))
			.startsWith("HTTP/1.1 400")
			.contains("application/problem+json");
	}

	@Test
	void requestWhenTargetIsAbsoluteIsHeldToItsHost() throws IOException {
		assertThat(application.raw("GET http://evil.example/ok HTTP/1.1\nHost: app.example.com\nConnection: close\n\n"))
			.startsWith("HTTP/1.1 400");
		assertThat(application.raw("GET http://evil.example/ok HTTP/1.1\nHost: evil.example\nConnection: close\n\n"))
			.startsWith("HTTP/1.1 400")
			.contains("host_not_allowed");
		assertThat(
				application.raw("GET http://app.example.com/ok HTTP/1.1\nHost: app.example.com\nConnection: close\n\n"))
			.startsWith("HTTP/1.1 200");
	}

	@Test
	void requestWhenForwardedHostComesFromNobodyTrustedIsHeldToItsHost() throws IOException {
		assertThat(application.raw(
				"GET /target HTTP/1.1\nHost: app.example.com\nX-Forwarded-Host: evil.example\nX-Forwarded-Proto: https\nForwarded: proto=https;host=evil.example\nConnection: close\n\n"))
			.contains("http://app.example.com/target false");
		assertThat(application
			.raw("GET /ok HTTP/1.1\nHost: evil.example\nX-Forwarded-Host: app.example.com\nConnection: close\n\n"))
			.startsWith("HTTP/1.1 400");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/ok;x=1", "/a//b", "/a/%2e%2e/ok", "/%00", "/ok%0d%0aX: y", "/a%5cb" })
	void requestWhenFirewallRejectsItIsAnsweredByProblem(String path) throws IOException {
		assertThat(get(path.replace(" ", "%20"), "app.example.com")).startsWith("HTTP/1.1 400")
			.contains("\"error\":\"malformed_request\"")
			.contains("Content-Security-Policy: default-src 'none'")
			.contains("X-Request-ID: ")
			.doesNotContain("Tomcat", "<html");
	}

	private static String get(String path, String host) throws IOException {
		return application.raw("GET " + path + " HTTP/1.1\nHost: " + host + "\nConnection: close\n\n");
	}

	@Test
	void requestWhenTheFirewallIsTheUsersIsStillHeldToTheHosts() throws IOException {
		try (EdgeApplication own = EdgeApplication.startWith(OwnFirewall.class,
				"hardening.hosts.allowed=app.example.com")) {
			assertThat(own.raw("GET /ok HTTP/1.1\nHost: evil.example\nConnection: close\n\n"))
				.startsWith("HTTP/1.1 400")
				.contains("host_not_allowed", "X-Content-Type-Options: nosniff");
			assertThat(own.raw("GET /ok;x=1 HTTP/1.1\nHost: app.example.com\nConnection: close\n\n"))
				.startsWith("HTTP/1.1 200");
		}
	}

	@Test
	void requestToTheManagementPortIsHeldToTheHosts() throws IOException {
		try (EdgeApplication own = EdgeApplication.start("hardening.hosts.allowed=app.example.com",
				"management.server.port=0")) {
			int port = own.context().getEnvironment().getRequiredProperty("local.management.port", Integer.class);
			assertThat(own.raw(port, "GET /actuator/health HTTP/1.1\nHost: evil.example\nConnection: close\n\n"))
				.startsWith("HTTP/1.1 400")
				.contains("host_not_allowed");
			assertThat(own.raw(port, "GET /actuator/health HTTP/1.1\nHost: app.example.com\nConnection: close\n\n"))
				.startsWith("HTTP/1.1 200");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFirewall {

		@Bean
		HttpFirewall ownFirewall() {
			StrictHttpFirewall firewall = new StrictHttpFirewall();
			firewall.setAllowSemicolon(true);
			return firewall;
		}

	}

}
