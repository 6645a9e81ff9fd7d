package dev.hardening.sample.console;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

import dev.hardening.sample.StudioClient;
import dev.hardening.sample.StudioClient.Answer;
import dev.hardening.sample.StudioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The OpenAPI description against the application that it describes.
 */
@StudioTest
class DescriptionTests {

	// They would end the session of the tests that follow, or change a password.
	private static final Set<String> ENDS_SESSIONS = Set.of("/api/auth/logout", "/api/auth/password-change");

	@LocalServerPort
	private int port;

	private JsonNode description;

	@BeforeEach
	void read() {
		this.description = new StudioClient(this.port).get("/v3/api-docs").json();
	}

	@Test
	void everyOperationHasASummaryAndJson() {
		each((name, operation) -> {
			assertThat(operation.path("summary").asString()).as(name).isNotEmpty();
			assertThat(operation.get("responses").toString()).as(name).doesNotContain("*/*");
		});
	}

	@Test
	void bodiesThatDifferHaveNamesThatDiffer() {
		assertThat(this.description.get("components").get("schemas").propertyNames())
			.contains("CatalogNew", "ItemNew", "CatalogChange", "ItemChange", "CredentialsChange", "ApiKeysWish",
					"SignedUrlControllerWish")
			.doesNotContain("New", "Change", "Wish");
	}

	@Test
	void everyOperationNamesTheProblemsItAnswersWith() {
		each((name, operation) -> {
			Set<String> statuses = new HashSet<>(operation.get("responses").propertyNames());
			assertThat(statuses).as(name).contains("400", "401", "429", "500", "503");
			assertThat(statuses.contains("404")).as(name).isEqualTo(name.contains("{"));
			assertThat(statuses.contains("413")).as(name).isEqualTo(operation.has("requestBody"));
		});
		assertThat(this.description.at("/paths/~1api~1catalogs/post/responses/409/$ref").asString())
			.isEqualTo("#/components/responses/Problem409");
	}

	@Test
	void problemsAreLikeTheirExamples() {
		StudioClient stranger = new StudioClient(this.port);
		StudioClient admin = new StudioClient(this.port).admin();
		admin.post("/api/catalogs", "{\"name\":\"twice\",\"description\":\"one\"}");
		for (Answer answer : List.of(stranger.post("/api/auth/login", "{}"), stranger.get("/api/me"),
				stranger.demo().get("/api/admin/api-keys"), admin.get("/api/catalogs/nowhere"),
				admin.post("/api/catalogs", "{\"name\":\"twice\",\"description\":\"two\"}"),
				stranger.get("/api/boom"))) {
			JsonNode example = this.description.get("components")
				.get("responses")
				.get("Problem" + answer.status())
				.get("content")
				.get("application/problem+json")
				.get("example");
			JsonNode problem = answer.json();
			for (String name : List.of("title", "status", "error")) {
				assertThat(problem.get(name)).as(answer.text()).isEqualTo(example.get(name));
			}
			assertThat(problem.propertyNames()).containsAll(example.propertyNames());
		}
	}

	@Test
	void examplesOfBodiesAreAccepted() {
		StudioClient admin = new StudioClient(this.port).admin();
		List<String> tried = new ArrayList<>();
		each((name, operation) -> {
			JsonNode content = operation.path("requestBody").path("content").path("application/json");
			String path = name.substring(name.indexOf(' ') + 1);
			if (content.isMissingNode() || ENDS_SESSIONS.contains(path)) {
				return;
			}
			String schema = content.get("schema").get("$ref").asString();
			JsonNode example = this.description.at(schema.substring(1)).get("example");
			assertThat(example).as(schema).isNotNull();
			String target = path.replaceAll("\\{(id|key)}", "00000000000000000000000000000000")
				.replaceAll("\\{\\w+}", "walls");
			Answer answer = name.startsWith("PUT") ? admin.put(target, example.toString())
					: admin.post(target, example.toString());
			assertThat(answer.status()).as("%s %s: %s", name, example, answer.text())
				.isNotIn(400, 413, 415, 429, 500, 503);
			tried.add(name);
		});
		assertThat(tried).hasSizeGreaterThan(14);
	}

	private void each(BiConsumer<String, JsonNode> check) {
		this.description.get("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.properties()
				.forEach((operation) -> check.accept(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
						operation.getValue())));
	}

}
