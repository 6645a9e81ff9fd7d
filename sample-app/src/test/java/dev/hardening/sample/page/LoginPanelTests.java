package dev.hardening.sample.page;

import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signing in, being locked out, and the second factor.
 */
@Tag("long")
class LoginPanelTests extends PageSession {

	@Autowired
	private JdbcClient jdbc;

	@AfterEach
	void forgetSecondFactors() {
		this.jdbc.sql("update account set totp_secret = null, totp_confirmed = false, totp_last_step = 0").update();
	}

	@Test
	void userWhenSignedInIsShownAndOutAgain() {
		assertThat(this.browser.find("#upload-good").isEnabled()).isFalse();
		signIn("demo");
		this.browser.awaitText("#session-roles", "ROLE_USER");
		awaitAnswer(200, "GET /api/me");
		assertThat(this.browser.find("#login-form").isDisplayed()).isFalse();
		assertThat(this.browser.find("#upload-good").isEnabled()).isTrue();
		assertThat(this.browser.find("#audit-run").isEnabled()).isFalse();
		this.browser.click("#refresh");
		this.browser.awaitText("#login-note", "A new pair of tokens");
		this.browser.click("#logout");
		this.browser.awaitText("#login-note", "Signed out");
		assertThat(this.browser.find("#login-form").isDisplayed()).isTrue();
	}

	@Test
	void addressWhenItFailsTooOftenIsLockedOutWithTheRightPasswordToo() {
		for (int i = 0; i < 5; i++) {
			this.browser.click("#wrong-password");
			this.browser.await("a counted failure", () -> {
				String line = this.browser.text("#answer-line");
				return line.contains("401") || line.contains("429");
			});
			this.browser.awaitText("#login-note", "401 unauthorized");
			this.browser.run("document.getElementById('login-note').textContent = ''");
		}
		this.browser.click("#login-form [type=submit]");
		this.browser.awaitText("#login-note", "429 locked_out");
		this.browser.awaitText("#login-note", "Again in");
		awaitAnswer(429, "POST /api/auth/login");
		this.browser.awaitText("#answer-headers", "retry-after");
		this.browser.awaitText("#answer-body", "\"error\": \"locked_out\"");
	}

	@Test
	void secondFactorWhenAddedIsAskedForAtTheNextSignIn() {
		signIn("demo");
		this.browser.click("#factor-add");
		this.browser.awaitText("#factor-note", "counts once a code");
		assertThat(this.browser.text("#factor-secret")).matches("([A-Z2-7]{4} ){7}[A-Z2-7]{4}");
		assertThat(this.browser.find("#factor-uri").getAttribute("href")).startsWith("otpauth://totp/studio:demo?");
		assertThat(this.browser.text("#answer-body"))
			.doesNotContain(this.browser.text("#factor-secret").replace(" ", ""));
		this.browser.type("#factor-form [name=code]", "000000");
		this.browser.click("#factor-form [type=submit]");
		this.browser.awaitText("#factor-note", "401 unauthorized");
		// The page begins with the code of the step before, which is good until this one
		// ends.
		this.browser.await("most of a step", () -> Instant.now().getEpochSecond() % 30 < 15);
		this.browser.click("#factor-code");
		this.browser.await("a code",
				() -> !this.browser.run("return document.forms['factor-form'].code.value").equals("000000"));
		this.browser.click("#factor-form [type=submit]");
		this.browser.awaitText("#factor-note", "Confirmed.");
		this.browser.click("#logout");
		this.browser.awaitText("#login-note", "Signed out");
		this.browser.click("#login-form [type=submit]");
		this.browser.awaitText("#login-note", "Now the code");
		this.browser.click("#login-code");
		this.browser.await("a code",
				() -> !"".equals(this.browser.run("return document.forms['login-form'].code.value")));
		this.browser.click("#login-form [type=submit]");
		this.browser.awaitText("#session-user", "demo");
	}

}
