package dev.hardening.sample.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uploads and signed addresses.
 */
@Tag("long")
class FilesPanelTests extends PageSession {

	@BeforeEach
	void begin() {
		signIn("demo");
	}

	@Test
	void signedAddressOpensWithoutSigningInUntilItIsChangedOrEnds() {
		this.browser.click("#upload-good");
		this.browser.awaitText("#upload-note", "Taken as image/png, 256 × 256.");
		awaitAnswer(201, "POST /api/media");
		this.browser.click("#uploads button");
		this.browser.awaitText("#signed-note", "Good until");
		assertThat(this.browser.text("#signed-url"))
			.matches("/files/[0-9a-f]{32}\\?expires=\\d+&signature=[A-Za-z0-9_-]{43}");
		this.browser.click("#signed-open");
		this.browser.awaitText("#signed-note", "200: ");
		this.browser.await("the picture",
				() -> this.browser.<Long>run("return document.getElementById('signed-image').naturalWidth") == 256);
		this.browser.run("document.getElementById('files').scrollIntoView({ behavior: 'instant' })");
		this.browser.picture("page-files-desktop");
		this.browser.click("#signed-tamper");
		this.browser.awaitText("#signed-note", "Refused: 403 forbidden");
		assertThat(this.browser.find("#signed-image").isDisplayed()).isFalse();
		// The first of its notes is soon replaced.
		remember("#signed-note");
		this.browser.click("#signed-expired");
		awaitRemembered("An address for two seconds. Waiting for three.", "Refused: 403 forbidden");
	}

	@Test
	void scriptNamedLikeAPictureIsRefused() {
		this.browser.click("#upload-bad");
		this.browser.awaitText("#upload-note", "Refused: 400 validation_failed. file");
		this.browser.awaitText("#answer-body", "\"errors\"");
		assertThat(this.browser.all("#uploads li")).isEmpty();
	}

	@Test
	void fileOfTheUserIsJudgedByItsContent(@TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("letter.png"), "Dear Sirs, this is no picture at all.");
		this.browser.find("#upload-own").sendKeys(file.toString());
		this.browser.awaitText("#upload-note", "Refused: 400 validation_failed. file");
	}

}
