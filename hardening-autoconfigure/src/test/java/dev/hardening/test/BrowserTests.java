package dev.hardening.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriverException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Browser}: what the tests of pages rely on to find a fault does find
 * it.
 */
class BrowserTests {

	private static final String POLICY = "default-src 'none'; connect-src 'self'; script-src 'nonce-n'; "
			+ "require-trusted-types-for 'script'; trusted-types 'none'";

	private static HttpServer server;

	private static Browser browser;

	@BeforeAll
	static void start() throws IOException {
		browser = Browser.start();
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		page("/good",
				"<p id=\"p\">Good</p><script nonce=\"n\">document.getElementById('p').textContent += ' day'</script>");
		page("/violates", "<p onclick=\"void 0\">Bad</p><script>document.title = 'no'</script>");
		page("/fails", "<p>Bad</p><script nonce=\"n\">console.error('told'); throw new Error('thrown')</script>");
		page("/inaccessible", "<p>Bad</p><form><input type=\"text\"></form>");
		page("/asks", "<p id=\"p\">-</p><script nonce=\"n\">fetch('/missing').then((answer) => {"
				+ " document.getElementById('p').textContent = answer.status })</script>");
		server.start();
	}

	@AfterAll
	static void stop() {
		if (server != null) {
			server.stop(0);
			browser.close();
		}
	}

	private static void page(String path, String body) {
		byte[] html = """
				<!doctype html><html lang="en">
				<head><meta name="viewport" content="width=device-width"><title>Page</title></head>
				<body><main><h1>Page</h1>%s</main></body></html>""".formatted(body).getBytes(StandardCharsets.UTF_8);
		server.createContext(path, (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
			exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
			exchange.sendResponseHeaders(200, html.length);
			exchange.getResponseBody().write(html);
			exchange.close();
		});
	}

	private void open(String path) {
		browser.open("http://127.0.0.1:" + server.getAddress().getPort() + path);
	}

	@Test
	void goodPageHasNoFindingUnderAStrictPolicy() {
		int errors = browser.errors().size();
		int violations = browser.violations().size();
		open("/good");
		assertThat(browser.text("#p")).isEqualTo("Good day");
		assertThat(browser.accessibilityFindings()).isEmpty();
		assertThat(browser.errors()).hasSize(errors);
		assertThat(browser.violations()).hasSize(violations);
	}

	@Test
	void violationsAreSeenAlsoAfterThePageIsLeft() {
		open("/violates");
		open("/good");
		assertThat(browser.violations()).anyMatch((violation) -> violation.contains("script-src-elem"))
			.anyMatch((violation) -> violation.contains("script-src-attr"));
	}

	@Test
	void errorsOfTheConsoleAreSeen() {
		open("/fails");
		open("/good");
		assertThat(browser.errors()).anyMatch((error) -> error.contains("told"))
			.anyMatch((error) -> error.contains("thrown"));
	}

	@Test
	void refusalThatThePageAskedForIsNoError() {
		open("/asks");
		browser.awaitText("#p", "404");
		assertThat(browser.console()).anyMatch((line) -> line.contains("/missing"));
		assertThat(browser.errors()).noneMatch((error) -> error.contains("/missing"));
	}

	@Test
	void seriousFaultOfAccessibilityIsFound() {
		open("/inaccessible");
		assertThat(browser.accessibilityFindings()).singleElement().asString().startsWith("label (critical)");
	}

	@Test
	void screensHaveTheirSize() {
		open("/good");
		browser.size(Browser.Screen.PHONE);
		assertThat(browser.<Long>run("return innerWidth")).isEqualTo(390);
		browser.size(Browser.Screen.DESKTOP);
		assertThat(browser.<Long>run("return innerWidth")).isEqualTo(1360);
	}

	@Test
	void onlyThisMachineIsReached() {
		assertThatExceptionOfType(WebDriverException.class).isThrownBy(() -> browser.open("http://example.com/"))
			.withMessageContaining("ERR_NAME_NOT_RESOLVED");
	}

}
