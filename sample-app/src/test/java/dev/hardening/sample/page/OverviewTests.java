package dev.hardening.sample.page;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Audit, health and the description of the API.
 */
@Tag("long")
class OverviewTests extends PageSession {

	@Test
	void auditShowsItsScoreAndEveryCheckWithEvidence() {
		signIn("admin");
		this.browser.click("#audit-run");
		this.browser.awaitText("#audit-note", " checks: ");
		int score = Integer.parseInt(this.browser.text("#score-text"));
		assertThat(score).isBetween(1, 100);
		assertThat(this.browser.find("#score-ring").getAttribute("stroke-dasharray")).isEqualTo(score + " 100");
		List<WebElement> checks = this.browser.all("#audit-checks li");
		assertThat(this.browser.text("#audit-note")).startsWith(checks.size() + " checks: ");
		assertThat(checks).hasSizeGreaterThan(20)
			.allSatisfy((check) -> assertThat(check.findElement(By.tagName("small")).getText()).isNotBlank());
	}

	@Test
	void healthShowsEveryCheck() {
		this.browser.awaitText("#health", "database");
		assertThat(this.browser.text("#health")).contains("everything").contains("disk").contains("memory");
		assertThat(this.browser.all("#health li[data-ok=false]")).isEmpty();
	}

	@Test
	void descriptionOfTheApiOpensAndFilters() {
		this.browser.open(address("/docs"));
		this.browser.awaitText("#operations", "/api/render");
		int all = this.browser.all(".operation").size();
		assertThat(all).isGreaterThan(25);
		this.browser.type("#filter", "api-keys");
		this.browser.await("fewer operations",
				() -> this.browser.all(".operation").stream().filter(WebElement::isDisplayed).count() == 4);
		this.browser.click(".operation:not([hidden]) summary");
		this.browser.awaitText(".operation[open]", "Answers");
		this.browser.awaitText(".operation[open]", "429");
		this.browser.picture("docs-desktop");
	}

}
