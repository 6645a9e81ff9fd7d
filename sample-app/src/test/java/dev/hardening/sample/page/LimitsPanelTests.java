package dev.hardening.sample.page;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bursts, and the buckets that they drain.
 */
@Tag("long")
class LimitsPanelTests extends PageSession {

	/** Remembers how far each bucket fell: it fills again before a test can look. */
	private static final String LOWEST = """
			window.lowest = {};
			new MutationObserver(() => document.querySelectorAll('.bucket').forEach((bucket) => {
			  const name = bucket.querySelector('b').textContent;
			  const left = Number(bucket.querySelector('.left').textContent);
			  window.lowest[name] = Math.min(left, window.lowest[name] ?? Infinity);
			})).observe(document.getElementById('buckets'), { childList: true, characterData: true, subtree: true });""";

	@Test
	void bucketsOfAllPoliciesOfARequestDrainAndRefill() {
		this.browser.run(LOWEST);
		send("GET /api/render/events", 90);
		this.browser.awaitText("#limits-note", " × 429");
		assertThat(lowest("render-events")).isLessThanOrEqualTo(1);
		assertThat(lowest("api")).isBetween(10, 45);
		this.browser.await("the buckets to refill",
				() -> level("render-events") >= 3 && level("api") >= lowest("api") + 3);
		assertThat(this.browser.all("#shots [data-kind=good]")).hasSizeGreaterThanOrEqualTo(60);
		assertThat(this.browser.all("#shots [data-kind=limited]")).isNotEmpty();
		this.browser.awaitText("#answer-headers", "\"render-events\";q=60;w=60");
	}

	@Test
	void refusalIsShownWithWhatItViolates() {
		// None of these comes back while the test runs, so that the last is refused.
		send("POST /api/auth/password-reset", 5);
		this.browser.awaitText("#limits-note", "3 × 202, 2 × 429. 429 rate_limit_exceeded");
		this.browser.awaitText("#answer-headers", "retry-after");
		this.browser.awaitText("#answer-body", "\"violated-policies\"");
		this.browser.awaitText("#answer-body", "\"retry_after\"");
	}

	@Test
	void endpointWithoutLimitDrainsNothing() {
		send("GET /live", 40);
		this.browser.awaitText("#limits-note", "40 × 200");
		assertThat(this.browser.all(".bucket")).isEmpty();
	}

	@Test
	void failureIsAProblemThatTellsNothing() {
		send("GET /api/boom", 1);
		this.browser.awaitText("#limits-note", "500 internal_error");
		this.browser.awaitText("#answer-body", "\"request_id\"");
		assertThat(this.browser.text("#answer-body")).doesNotContain("deliberate");
	}

	private void send(String endpoint, int count) {
		choose(endpoint);
		this.browser.type("#limits-form [name=count]", Integer.toString(count));
		this.browser.click("#limits-form [type=submit]");
	}

	private int lowest(String policy) {
		return this.browser.<Long>run("return window.lowest[arguments[0]]", policy).intValue();
	}

	private int level(String policy) {
		return this.browser.all(".bucket")
			.stream()
			.filter((bucket) -> bucket.findElement(By.tagName("b")).getText().equals(policy))
			.map((bucket) -> Integer.parseInt(bucket.findElement(By.cssSelector(".left")).getText()))
			.findFirst()
			.orElse(-1);
	}

}
