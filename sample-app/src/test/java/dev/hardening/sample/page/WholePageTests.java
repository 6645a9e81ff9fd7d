package dev.hardening.sample.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.hardening.test.Browser.Screen;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page from start to end in one sitting.
 */
@Tag("long")
class WholePageTests extends PageSession {

	@ParameterizedTest
	@EnumSource
	void everyPanelWorksAndNothingIsWiderThanTheScreen(Screen screen) {
		this.browser.size(screen);
		signIn("admin");
		this.browser.click("#render-form [type=submit]");
		this.browser.awaitText("#render-note", "six faces in thirty tiles");
		this.browser.click("#upload-good");
		this.browser.awaitText("#upload-note", "Taken as");
		this.browser.click("#uploads button");
		this.browser.awaitText("#signed-note", "Good until");
		this.browser.click("#signed-open");
		this.browser.awaitText("#signed-note", "200: ");
		this.browser.click("#keys-form [type=submit]");
		this.browser.awaitText("#keys-note", "Here is the key");
		this.browser.click("#audit-run");
		this.browser.awaitText("#audit-note", " checks: ");
		this.browser.click("#factor-add");
		this.browser.awaitText("#factor-note", "counts once");
		choose("POST /api/evaluate/matrix");
		this.browser.click("#limits-form [type=submit]");
		this.browser.awaitText("#limits-note", "429 rate_limit_exceeded");
		assertThat(this.browser.<Boolean>run("return document.documentElement.scrollWidth <= innerWidth")).isTrue();
		String name = screen.name().toLowerCase(Locale.ROOT);
		this.browser.run("document.getElementById('limits').scrollIntoView({ behavior: 'instant' })");
		this.browser.picture("page-" + name);
		this.browser.driver()
			.executeCdpCommand("Emulation.setEmulatedMedia",
					Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
		assertThat(this.browser.accessibilityFindings()).isEmpty();
	}

}
