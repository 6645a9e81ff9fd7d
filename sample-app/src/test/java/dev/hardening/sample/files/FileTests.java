package dev.hardening.sample.files;

import java.nio.charset.StandardCharsets;

import dev.hardening.sample.StudioClient;
import dev.hardening.sample.StudioClient.Answer;
import dev.hardening.sample.StudioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@StudioTest
class FileTests {

	@LocalServerPort
	private int port;

	@Autowired
	private StoredFiles files;

	private StoredFile file;

	private StudioClient anyone;

	@BeforeEach
	void store() {
		this.file = this.files.store("demo", "note.txt", "text/plain", "0123456789".getBytes(StandardCharsets.UTF_8));
		this.anyone = new StudioClient(this.port).with("Accept", "*/*");
	}

	@Test
	void signedAddressOpensTheFileAndRangesOfIt() {
		String url = path(sign("{\"ttl\":\"10m\"}").json().get("url").asString());
		Answer whole = this.anyone.get(url);
		assertThat(whole.status()).as(whole.text()).isEqualTo(200);
		assertThat(whole.text()).isEqualTo("0123456789");
		assertThat(whole.header("Cache-Control")).contains("no-store");
		Answer part = new StudioClient(this.port).with("Accept", "*/*").with("Range", "bytes=2-4").get(url);
		assertThat(part.status()).isEqualTo(206);
		assertThat(part.text()).isEqualTo("234");
		Answer beyond = new StudioClient(this.port).with("Accept", "*/*").with("Range", "bytes=90-99").get(url);
		assertThat(beyond.status()).isEqualTo(416);
	}

	@Test
	void addressWithoutOrWithAnotherSignatureIsRefused() {
		String url = path(sign("{}").json().get("url").asString());
		StoredFile other = this.files.store("demo", "b.txt", "text/plain", new byte[] { 1 });
		assertThat(this.anyone.get("/files/" + this.file.key()).status()).isIn(401, 403);
		assertThat(this.anyone.get(url.replace(this.file.key(), other.key())).status()).isIn(401, 403);
		assertThat(this.anyone.get(url.replaceFirst("expires=\\d", "expires=9")).status()).isIn(401, 403);
		assertThat(this.anyone.get(url + "&x=1").status()).isIn(401, 403);
		// Signing in does not replace the signature.
		assertThat(new StudioClient(this.port).demo().get("/files/" + this.file.key()).status()).isIn(401, 403);
	}

	@Test
	void addressIsForTheOwnerToMake() {
		Answer answer = new StudioClient(this.port).admin().post("/api/files/" + this.file.key() + "/signed-url", "{}");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(new StudioClient(this.port).post("/api/files/" + this.file.key() + "/signed-url", "{}").status())
			.isEqualTo(401);
	}

	@Test
	void bodyMayBeMissing() {
		assertThat(sign("").status()).isEqualTo(200);
	}

	private Answer sign(String body) {
		return new StudioClient(this.port).demo().post("/api/files/" + this.file.key() + "/signed-url", body);
	}

	private static String path(String url) {
		return url.startsWith("/") ? url : url.replaceFirst("^https?://[^/]+", "");
	}

}
