package dev.hardening.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every control of the edge counts what it refuses, says why at debug level, is
 * described, and can be switched off.
 */
@ExtendWith(OutputCaptureExtension.class)
class ControlsTests {

	private static final String[] PROPERTIES = { "hardening.client-ip.trusted-proxies=127.0.0.1",
			"hardening.hosts.allowed=app.example.com", "hardening.https.redirect=browser",
			"hardening.requests.max-query-length=40", "hardening.requests.timeout=5s",
			"hardening.rate-limit.policies.few.paths=/limited", "hardening.rate-limit.policies.few.limits=1/1h",
			"hardening.rate-limit.blocklist=203.0.113.9", "logging.level.dev.hardening.web.ControlReporter=debug" };

	private static EdgeApplication application;

	@BeforeAll
	static void start() throws IOException {
		application = EdgeApplication.start(PROPERTIES);
		send("GET /limited", "");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			"hosts | GET /ok | Host: evil.example | 400 | hosts-and-https | the host evil.example",
			"firewall | GET /ok;x=1 | | 400 | hosts-and-https | firewall refused: ",
			"firewall | FOO /ok | X-Without-Csrf: 1 | 405 | hosts-and-https | the method FOO",
			"https | POST /echo | X-Forwarded-Proto: http | 403 | hosts-and-https | over plain HTTP",
			"cors | GET /ok | Origin: https://evil.example | 403 | cors | cors refused: ",
			"blocklist | GET /ok | X-Forwarded-For: 203.0.113.9 | 403 | rate-limiting | 203.0.113.9",
			"request-size | GET /ok?a=0123456789012345678901234567890123456789 | | 414 | request-limits | 414 uri_too_long",
			"deadline | GET /slow | | 503 | request-limits | the work was interrupted",
			"authentication | GET /private | | 401 | metrics | authentication refused: ",
			"validation | POST /bodies/form | Content-Type: application/x-www-form-urlencoded | 400 | errors | fields [customerName]",
			"malformed-body | POST /bodies/one | Content-Type: application/json | 400 | errors | malformed-body refused: 400",
			"csp-reports | POST /csp-reports | Content-Type: text/plain | 415 | headers | csp-reports refused: 415",
			"server | GET /% | | 400 | hosts-and-https | server refused: 400" })
	void refusalIsCountedAndSaysWhy(String control, String line, String header, int status, String page, String reason,
			CapturedOutput output) throws IOException {
		double before = count(control, "enforced");
		assertThat(send(line, (header != null) ? header : "")).startsWith("HTTP/1.1 " + status);
		assertThat(count(control, "enforced")).isEqualTo(before + 1);
		assertThat(output.getOut()).contains(reason);
		assertThat(Files.readString(Path.of("../docs/" + page + ".md"))).contains("`" + control + "`");
	}

	@Test
	void limitIsCountedOfItsOwn() throws IOException {
		assertThat(send("GET /limited", "")).startsWith("HTTP/1.1 429").contains("\"rate_limit_exceeded\"");
	}

	@Test
	void controlsWhenSwitchedOffRefuseNothing() throws IOException {
		String[] off = { "hardening.hosts.enabled=false", "hardening.https.redirect=off",
				"hardening.requests.enabled=false", "hardening.rate-limit.enabled=false",
				"hardening.cors.enabled=false", "hardening.headers.enabled=false", "hardening.lockout.enabled=false" };
		String[] all = new String[PROPERTIES.length + off.length];
		System.arraycopy(PROPERTIES, 0, all, 0, PROPERTIES.length);
		System.arraycopy(off, 0, all, PROPERTIES.length, off.length);
		try (EdgeApplication without = EdgeApplication.start(all)) {
			for (String header : new String[] { "Host: evil.example", "Origin: https://evil.example",
					"X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: http" }) {
				String host = header.startsWith("Host") ? "" : "Host: a\n";
				String answer = without.raw("GET /ok?a=0123456789012345678901234567890123456789 HTTP/1.1\n" + host
						+ header + "\nConnection: close\n\n");
				assertThat(answer).startsWith("HTTP/1.1 200")
					.doesNotContain("Content-Security-Policy", "RateLimit", "Access-Control");
			}
		}
	}

	private static String send(String line, String header) throws IOException {
		String host = header.startsWith("Host:") ? "" : "Host: app.example.com\n";
		String proto = header.startsWith("X-Forwarded-Proto") ? "" : "X-Forwarded-Proto: https\n";
		String length = line.startsWith("POST") ? "Content-Length: 0\n" : "";
		return application.raw(line + " HTTP/1.1\n" + host + proto + length + header + (header.isEmpty() ? "" : "\n")
				+ "Connection: close\n\n");
	}

	private static double count(String control, String outcome) {
		Counter counter = application.context()
			.getBean(MeterRegistry.class)
			.find("hardening.rejected")
			.tags("control", control, "outcome", outcome)
			.counter();
		return (counter != null) ? counter.count() : 0;
	}

}
