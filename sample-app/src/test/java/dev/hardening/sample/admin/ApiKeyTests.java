package dev.hardening.sample.admin;

import dev.hardening.sample.StudioClient;
import dev.hardening.sample.StudioClient.Answer;
import dev.hardening.sample.StudioTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@StudioTest
class ApiKeyTests {

	private static final String WISH = "{\"name\":\"nightly import\",\"roles\":[\"USER\"],\"expires_in\":\"7d\"}";

	@LocalServerPort
	private int port;

	@Test
	void keyIsMadeUsedRotatedAndRevoked() {
		StudioClient admin = new StudioClient(this.port).admin();
		Answer made = admin.post("/api/admin/api-keys", WISH);
		assertThat(made.status()).isEqualTo(201);
		String key = made.json().get("key").asString();
		assertThat(me(key)).isEqualTo(200);
		assertThat(admin.get("/api/admin/api-keys").text()).contains("nightly import").doesNotContain(key);
		String path = "/api/admin/api-keys/" + made.json().get("id").asString();
		JsonNode rotated = admin.post(path + "/rotate", "{\"overlap\":\"0s\"}").json();
		assertThat(me(key)).isEqualTo(401);
		assertThat(me(rotated.get("key").asString())).isEqualTo(200);
		assertThat(admin.delete("/api/admin/api-keys/" + rotated.get("id").asString()).status()).isEqualTo(204);
		assertThat(me(rotated.get("key").asString())).isEqualTo(401);
	}

	@Test
	void listWhenAskedMoreOftenThanThereAreConnectionsIsAnswered() {
		StudioClient admin = new StudioClient(this.port).admin();
		for (int i = 0; i < 30; i++) {
			assertThat(admin.get("/api/admin/api-keys").status()).as("list %d", i).isEqualTo(200);
		}
	}

	@Test
	void keyIsForAdministratorsOnly() {
		assertThat(new StudioClient(this.port).demo().post("/api/admin/api-keys", WISH).status()).isEqualTo(403);
		assertThat(new StudioClient(this.port).post("/api/admin/api-keys", WISH).status()).isEqualTo(401);
	}

	@Test
	void keyWhenDurationIsNoneIsBadRequest() {
		Answer answer = new StudioClient(this.port).admin()
			.post("/api/admin/api-keys", "{\"name\":\"x\",\"expires_in\":\"forever\"}");
		assertThat(answer.error()).isEqualTo("validation_failed");
		assertThat(answer.json().get("errors").get(0).get("field").asString()).startsWith("expires");
	}

	private int me(String key) {
		return new StudioClient(this.port).with("X-API-Key", key).get("/api/me").status();
	}

}
