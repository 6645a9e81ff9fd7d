package dev.hardening.edge;

import java.io.IOException;

import dev.hardening.headers.CspSuggestions;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reports as browsers send them, and as attackers might.
 */
class CspReportsOverHttpTests {

	private static EdgeApplication application;

	@BeforeAll
	static void start() {
		application = EdgeApplication.start("hardening.headers.profile=html",
				"management.endpoints.web.exposure.include=hardening");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void reportWhenOfEitherFormatIsCountedAndSuggestsYaml() throws IOException {
		assertThat(post("application/csp-report", """
				{"csp-report":{"document-uri":"http://a/","violated-directive":"img-src 'self'",\
				"effective-directive":"img-src","blocked-uri":"https://cdn.example/x.png?token=1"}}"""))
			.startsWith("HTTP/1.1 204")
			.contains("X-Content-Type-Options: nosniff");
		assertThat(post("application/reports+json; charset=utf-8", """
				[{"type":"csp-violation","body":{"effectiveDirective":"img-src","disposition":"enforce",\
				"blockedURL":"https://cdn.example/y.png"}},{"type":"deprecation","body":{}}]"""))
			.startsWith("HTTP/1.1 204");
		assertThat(application.context().getBean(CspSuggestions.class).suggest()).anySatisfy((suggestion) -> {
			assertThat(suggestion.count()).isEqualTo(2);
			assertThat(suggestion.key()).isEqualTo("hardening.headers.csp.directives.img-src");
			assertThat(suggestion.value()).isEqualTo("'self' https://cdn.example");
		});
		assertThat(post("application/csp-report", """
				{"csp-report":{"effective-directive":"img-src","blocked-uri":"https://other.example/z"}}"""))
			.startsWith("HTTP/1.1 204");
		assertThat(application.raw("GET /actuator/hardening/csp HTTP/1.1\nHost: a\nConnection: close\n\n"))
			.startsWith("HTTP/1.1 200")
			.contains("\"directive\":\"img-src\",\"source\":\"https://cdn.example\",\"count\":2")
			.contains("directives:\\n        img-src: \\\"'self' https://cdn.example https://other.example\\\"\\n");
		assertThat(application.context()
			.getBean(MeterRegistry.class)
			.get("hardening.csp.violations")
			.tag("directive", "img-src")
			.counter()
			.count()).isEqualTo(3);
	}

	@Test
	void reportWhenItIsNoneIsRefused() throws IOException {
		assertThat(post("application/json", "{}")).startsWith("HTTP/1.1 415");
		assertThat(post("application/csp-report", "no json")).startsWith("HTTP/1.1 400");
		assertThat(post("application/csp-report", "")).startsWith("HTTP/1.1 400");
		assertThat(post("application/csp-report", "[".repeat(50_000))).startsWith("HTTP/1.1 400");
		assertThat(post("application/csp-report", "{\"a\":\"" + "x".repeat(70_000) + "\"}")).startsWith("HTTP/1.1 413");
	}

	private static String post(String type, String body) throws IOException {
		return application.raw("POST /csp-reports HTTP/1.1\nHost: a\nConnection: close\nContent-Type: " + type
				+ "\nContent-Length: " + body.length() + "\n\n" + body);
	}

}
