package dev.hardening.sample.page;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The life of an API key.
 */
class KeysPanelTests extends PageSession {

	@Test
	void keyWhenMadeIsShownOnceThenRotatedAndRevoked() {
		signIn("admin");
		this.browser.type("#keys-form [name=name]", "page-key");
		this.browser.click("#keys-form [type=submit]");
		this.browser.awaitText("#keys-note", "Here is the key");
		String first = this.browser.text("#key-value");
		assertThat(first).startsWith("hk_development_");
		assertThat(this.browser.text("#answer-body")).doesNotContain(first);
		this.browser.click("#key-use");
		this.browser.awaitText("#keys-note", "The key speaks for");
		this.browser.awaitText("#key-list", "page-key");
		click("page-key", "Rotate");
		this.browser.awaitText("#keys-note", "The new key.");
		this.browser.await("another key", () -> !this.browser.text("#key-value").equals(first));
		this.browser.click("#key-use");
		this.browser.awaitText("#keys-note", "The key speaks for");
		this.browser.await("the old and the new key", () -> row("page-key", "Revoke").size() == 2);
		while (!row("page-key", "Revoke").isEmpty()) {
			int left = row("page-key", "Revoke").size();
			click("page-key", "Revoke");
			this.browser.await("one key less", () -> row("page-key", "Revoke").size() < left);
		}
		this.browser.awaitText("#keys-note", "Revoked");
		this.browser.click("#key-use");
		this.browser.awaitText("#keys-note", "401 unauthorized");
	}

	@Test
	void keysWhenTheUserIsNoAdministratorAreOutOfReach() {
		signIn("demo");
		assertThat(this.browser.find("#keys-form [type=submit]").isEnabled()).isFalse();
		assertThat(this.browser.all("#key-list li")).isEmpty();
	}

	private List<WebElement> row(String name, String button) {
		return this.browser.driver()
			.findElements(
					By.xpath("//ul[@id='key-list']/li[contains(., '%s')]/button[. = '%s']".formatted(name, button)));
	}

	private void click(String name, String button) {
		row(name, button).get(0).click();
	}

}
