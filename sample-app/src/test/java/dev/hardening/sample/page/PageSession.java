package dev.hardening.sample.page;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.hardening.sample.StudioTest;
import dev.hardening.test.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.openqa.selenium.By;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A browser of its own, with an address of its own, at the page of a studio whose
 * database and limits the other tests do not use. Whatever a test does, the page must
 * stay accessible, its console free of errors and its policy unviolated.
 */
@StudioTest
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:page;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
		+ "DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1")
abstract class PageSession {

	private static final AtomicInteger browsers = new AtomicInteger();

	protected Browser browser;

	@LocalServerPort
	private int port;

	@BeforeEach
	void open() {
		this.browser = Browser.start();
		this.browser.driver().executeCdpCommand("Network.enable", Map.of());
		this.browser.driver()
			.executeCdpCommand("Network.setExtraHTTPHeaders",
					Map.of("headers", Map.of("X-Forwarded-For", "198.51.100." + browsers.incrementAndGet())));
		this.browser.open(address("/"));
		this.browser.awaitText("#connection", "development");
	}

	@AfterEach
	void close() {
		if (this.browser != null) {
			try {
				List<String> findings = this.browser.accessibilityFindings();
				assertThat(this.browser.violations()).isEmpty();
				assertThat(this.browser.errors()).isEmpty();
				assertThat(findings).isEmpty();
			}
			finally {
				this.browser.close();
			}
		}
	}

	protected String address(String path) {
		return "http://localhost:" + this.port + path;
	}

	protected void signIn(String username) {
		this.browser.type("#login-form [name=username]", username);
		this.browser.type("#login-form [name=password]", username + "-password-1");
		this.browser.click("#login-form [type=submit]");
		this.browser.awaitText("#session-user", username);
	}

	protected void choose(String endpoint) {
		this.browser.find("#limits-form [name=endpoint]")
			.findElements(By.tagName("option"))
			.stream()
			.filter((option) -> option.getText().startsWith(endpoint + " "))
			.findFirst()
			.orElseThrow()
			.click();
	}

	/**
	 * Let the page remember what an element says from now on, also what is gone before a
	 * test can see it.
	 * @param selector its CSS selector
	 */
	protected void remember(String selector) {
		remember(this.browser, selector);
	}

	static void remember(Browser browser, String selector) {
		browser.run("""
				window.remembered = [];
				const element = document.querySelector(arguments[0]);
				new MutationObserver(() => window.remembered.push(element.textContent))
				  .observe(element, { childList: true, characterData: true, subtree: true });""", selector);
	}

	/**
	 * Wait until the element that is remembered has said something, one after the other.
	 * @param parts of what it is to have said
	 */
	protected void awaitRemembered(String... parts) {
		awaitRemembered(this.browser, parts);
	}

	static void awaitRemembered(Browser browser, String... parts) {
		browser.await(List.of(parts) + " in turn", () -> {
			String all = browser.run("return window.remembered.join(' ')");
			int from = 0;
			for (String part : parts) {
				int at = all.indexOf(part, from);
				if (at < 0) {
					return false;
				}
				from = at + part.length();
			}
			return true;
		});
	}

	/**
	 * The status that the page shows of its last call.
	 * @param status the status
	 * @param call method and beginning of the path
	 */
	protected void awaitAnswer(int status, String call) {
		this.browser.awaitText("#answer-line", status + " " + call);
	}

}
