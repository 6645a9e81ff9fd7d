package dev.hardening.sample.files;

import java.nio.charset.StandardCharsets;

import dev.hardening.sample.StudioClient;
import dev.hardening.sample.StudioTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@StudioTest
class FileListTests {

	@LocalServerPort
	private int port;

	@Autowired
	private StoredFiles files;

	@Test
	void filesAreListedForTheirOwnerInTheSameStyleAsEverythingElse() {
		this.files.store("demo", "letter.txt", "text/plain", "hello".getBytes(StandardCharsets.UTF_8));
		this.files.store("somebody", "other.txt", "text/plain", "hello".getBytes(StandardCharsets.UTF_8));
		JsonNode list = new StudioClient(this.port).demo().get("/api/files").json();
		assertThat(list.valueStream().map((file) -> file.get("owner").asString())).containsOnly("demo");
		assertThat(list.get(0).propertyNames()).containsExactlyInAnyOrder("key", "owner", "name", "content_type",
				"size", "sha256", "created_at");
	}

}
