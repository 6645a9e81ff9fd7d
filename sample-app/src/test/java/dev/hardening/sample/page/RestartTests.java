package dev.hardening.sample.page;

import dev.hardening.sample.SampleApplication;
import dev.hardening.test.Browser;
import dev.hardening.test.Ports;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page while its server goes and comes back.
 */
@Tag("long")
class RestartTests {

	@Test
	void pageSaysThatTheServerIsGoneAndThatItIsBack() {
		try (Browser browser = Browser.start()) {
			int port = Ports.next();
			ConfigurableApplicationContext first = start(port);
			try {
				browser.open("http://localhost:" + port + "/");
				browser.awaitText("#connection", "development");
				browser.click("#login-form [type=submit]");
				browser.awaitText("#session-user", "demo");
			}
			finally {
				first.close();
			}
			browser.awaitText("#connection", "no answer, trying again");
			assertThat(browser.all("#health li[data-ok=true]")).isEmpty();
			browser.click("#limits-form [type=submit]");
			browser.awaitText("#limits-note", "The server does not answer.");
			// It says so for five seconds.
			PageSession.remember(browser, "#connection");
			ConfigurableApplicationContext second = start(port);
			try {
				PageSession.awaitRemembered(browser, "the server is back");
				// Its secret was made up at its start: it does not know the old token.
				browser.awaitText("#login-note", "The server does not know this session any more");
				browser.click("#login-form [type=submit]");
				browser.awaitText("#session-user", "demo");
				assertThat(browser.violations()).isEmpty();
				assertThat(browser.errors()).allMatch((error) -> error.contains("net::ERR_"));
			}
			finally {
				second.close();
			}
		}
	}

	private static ConfigurableApplicationContext start(int port) {
		return SpringApplication.run(SampleApplication.class, "--server.port=" + port,
				"--spring.datasource.url=jdbc:h2:mem:restart;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
	}

}
