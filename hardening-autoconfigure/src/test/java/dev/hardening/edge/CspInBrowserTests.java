package dev.hardening.edge;

import dev.hardening.test.Browser;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a page with a hole does under the policy, in a real browser.
 */
class CspInBrowserTests {

	private static EdgeApplication application;

	@BeforeAll
	static void start() {
		application = EdgeApplication.startWith(Hole.class, "hardening.headers.profile=html",
				"hardening.rate-limit.enabled=false");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void pageRunsItsOwnScriptWithoutViolation() {
		try (Browser browser = Browser.start()) {
			open(browser, "Ada");
			assertThat(browser.violations()).isEmpty();
			assertThat(browser.errors()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "<script>window.injected = true</script>", "<img src=x onerror='window.injected = true'>",
			"<script nonce=guessed>window.injected = true</script>",
			"<script src='data:text/javascript,window.injected=true'></script>" })
	void scriptWhenInjectedIsBlockedAndReported(String name) {
		double before = reports();
		try (Browser browser = Browser.start()) {
			open(browser, name);
			browser.await("the report", () -> reports() > before);
			assertThat(browser.<Object>run("return window.injected")).isNull();
			// The report and the event of the page take different ways.
			browser.await("the violation",
					() -> browser.violations().stream().anyMatch((violation) -> violation.contains("script-src-")));
		}
	}

	private static void open(Browser browser, String name) {
		browser.open("http://127.0.0.1:%d/hole?name=%s".formatted(application.port(), UriUtils.encode(name, "UTF-8")));
		browser.awaitText("#own", "ran");
	}

	private static double reports() {
		return application.context()
			.getBean(MeterRegistry.class)
			.find("hardening.csp.violations")
			.counters()
			.stream()
			.filter((counter) -> String.valueOf(counter.getId().getTag("directive")).startsWith("script-src"))
			.mapToDouble(Counter::count)
			.sum();
	}

	@Configuration(proxyBeanMethods = false)
	static class Hole {

		@Bean
		HoleController holeController() {
			return new HoleController();
		}

	}

	@RestController
	static class HoleController {

		@GetMapping(path = "/hole", produces = MediaType.TEXT_HTML_VALUE)
		String page(@RequestAttribute Object cspNonce, String name) {
			return """
					<!doctype html><title>Hole</title><p id="own"></p>
					<script nonce="%s">document.getElementById('own').textContent = 'ran'</script><p>Hello %s</p>"""
				.formatted(cspNonce, name);
		}

	}

}
