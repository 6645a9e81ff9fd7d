package dev.hardening.sample.catalog;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.hardening.sample.StudioClient;
import dev.hardening.sample.StudioClient.Answer;
import dev.hardening.sample.StudioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@StudioTest
class CatalogTests {

	private static int names;

	@LocalServerPort
	private int port;

	private StudioClient client;

	private String name;

	@BeforeEach
	void signIn() {
		this.client = new StudioClient(this.port).demo();
		this.name = "catalog-" + ++names;
	}

	@Test
	void catalogWhenNobodyIsSignedInIsUnauthorized() {
		assertThat(new StudioClient(this.port).get("/api/catalogs").status()).isEqualTo(401);
	}

	@Test
	void catalogIsCreatedOnceHoweverOftenItIsSent() {
		Answer first = create("Woods");
		assertThat(first.status()).isEqualTo(201);
		assertThat(first.header("Location")).isEqualTo("/api/catalogs/" + this.name);
		assertThat(create("Woods").status()).isEqualTo(200);
		assertThat(create("Stones").status()).isEqualTo(409);
	}

	@Test
	void changeWhenVersionIsStaleIsConflict() {
		create("Woods");
		String change = "{\"description\":\"%s\",\"version\":0}";
		assertThat(this.client.put("/api/catalogs/" + this.name, change.formatted("one")).status()).isEqualTo(200);
		Answer stale = this.client.put("/api/catalogs/" + this.name, change.formatted("two"));
		assertThat(stale.status()).isEqualTo(409);
		assertThat(stale.error()).isEqualTo("conflict");
		assertThat(this.client.get("/api/catalogs/" + this.name).json().get("description").asString()).isEqualTo("one");
	}

	@Test
	void itemsLiveAndDieWithTheirCatalog() {
		create("Woods");
		String items = "/api/catalogs/" + this.name + "/items";
		String oak = "{\"name\":\"oak\",\"description\":\"European oak\",\"color\":\"#c49a6c\"}";
		assertThat(this.client.post(items, oak).status()).isEqualTo(201);
		assertThat(this.client.post(items, oak).status()).isEqualTo(200);
		assertThat(this.client.get(items + "?size=1").json().get("total").asInt()).isEqualTo(1);
		assertThat(this.client.put(items + "/oak", "{\"description\":\"Oak\",\"color\":\"#c49a6d\",\"version\":0}")
			.json()
			.get("version")
			.asInt()).isEqualTo(1);
		assertThat(
				this.client.put(items + "/oak", "{\"description\":\"x\",\"color\":\"#c49a6d\",\"version\":0}").status())
			.isEqualTo(409);
		assertThat(this.client.delete("/api/catalogs/" + this.name).status()).isEqualTo(204);
		assertThat(this.client.get(items).status()).isEqualTo(404);
		assertThat(this.client.delete("/api/catalogs/" + this.name).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "../etc", "a/../b", "<script>", "a\\u0000b", ".hidden", "x' or '1'='1", "" })
	void catalogWhenNameIsHostileIsBadRequest(String hostile) {
		Answer answer = this.client.post("/api/catalogs", "{\"name\":\"" + hostile + "\",\"description\":\"d\"}");
		assertThat(answer.status()).isEqualTo(400);
	}

	@Test
	void importTakesAThousandAndNotOneMore() {
		assertThat(importItems(1000).status()).isEqualTo(400);
		Answer taken = importItems(999);
		assertThat(taken.status()).isEqualTo(200);
		assertThat(taken.json().get("items").asInt()).isEqualTo(999);
		assertThat(importItems(999).json().get("items").asInt()).isZero();
		assertThat(this.client.get("/api/export/items?size=10000").json().get("items").size())
			.isGreaterThanOrEqualTo(999);
		assertThat(this.client.get("/api/export/items?size=10001").error()).isEqualTo("validation_failed");
	}

	private Answer importItems(int count) {
		String items = IntStream.range(0, count)
			.mapToObj((i) -> "{\"name\":\"item-" + i + "\",\"description\":\"d\",\"color\":\"#000000\"}")
			.collect(Collectors.joining(","));
		return this.client.post("/api/import/catalogs",
				"{\"catalogs\":[{\"name\":\"" + this.name + "\",\"description\":\"d\",\"items\":[" + items + "]}]}");
	}

	private Answer create(String description) {
		return this.client.post("/api/catalogs",
				"{\"name\":\"" + this.name + "\",\"description\":\"" + description + "\"}");
	}

}
