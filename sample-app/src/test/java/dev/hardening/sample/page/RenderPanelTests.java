package dev.hardening.sample.page;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The panorama.
 */
@Tag("long")
class RenderPanelTests extends PageSession {

	private static final String COLOURS = """
			return [...document.querySelectorAll('#cube canvas')].map((face) => {
			  const { data } = face.getContext('2d').getImageData(0, 0, face.width, face.height);
			  const seen = new Set();
			  for (let at = 0; at < data.length; at += 4000) seen.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
			  return seen.size;
			}).filter((colours) => colours > 8).length""";

	@Test
	void panoramaAppearsWhileTheJobProgressesAndCanBeTurned() {
		this.browser.run("""
				window.seen = [];
				new MutationObserver(() => window.seen.push(document.getElementById('render-note').textContent))
				  .observe(document.getElementById('render-note'), { childList: true });""");
		this.browser.click("#render-form [type=submit]");
		this.browser.awaitText("#render-note", "six faces in thirty tiles");
		assertThat(this.browser.<String>run("return window.seen.join()")).contains("drawing, ").contains(" %");
		assertThat(this.browser.find("#stage-empty").isDisplayed()).isFalse();
		this.browser.await("six painted faces", () -> this.browser.<Long>run(COLOURS) == 6);
		String before = this.browser.run("return document.getElementById('cube').style.getPropertyValue('--yaw')");
		this.browser.find("#stage").sendKeys(Keys.ARROW_RIGHT);
		assertThat(this.browser.<String>run("return document.getElementById('cube').style.getPropertyValue('--yaw')"))
			.isNotEqualTo(before);
	}

	@Test
	void sceneWhenItsNameIsNotAllowedIsRefusedByTheServerToo() {
		this.browser.run("document.querySelector('#render-form [name=scene]').removeAttribute('pattern')");
		this.browser.type("#render-form [name=scene]", "../etc/passwd");
		this.browser.click("#render-form [type=submit]");
		this.browser.awaitText("#render-note", "400 validation_failed. scene");
	}

	@Test
	void uploadedPictureIsAMaterial() {
		signIn("admin");
		this.browser.click("#upload-good");
		this.browser.awaitText("#upload-note", "Taken as image/png");
		this.browser.click("#uploads button:last-child");
		assertThat(this.browser.<String>run("return document.forms['render-form'].panel.value")).startsWith("media-");
		this.browser.click("#render-form [type=submit]");
		this.browser.awaitText("#render-note", "six faces in thirty tiles");
	}

}
