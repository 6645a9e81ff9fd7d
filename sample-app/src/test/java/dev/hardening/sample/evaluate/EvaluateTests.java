package dev.hardening.sample.evaluate;

import dev.hardening.sample.StudioClient;
import dev.hardening.sample.StudioTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@StudioTest
class EvaluateTests {

	private static final String ITEMS = "{\"items\":[{\"name\":\"black\",\"color\":\"#000000\"},{\"name\":\"ink\",\"color\":\"#101010\"},{\"name\":\"white\",\"color\":\"#ffffff\"}]}";

	@LocalServerPort
	private int port;

	@Test
	void pairOfBlackAndWhiteHasTheGreatestContrast() {
		JsonNode answer = new StudioClient(this.port).demo()
			.post("/api/evaluate/pair",
					"{\"a\":{\"name\":\"a\",\"color\":\"#000000\"},\"b\":{\"name\":\"b\",\"color\":\"#ffffff\"}}")
			.json();
		assertThat(answer.get("contrast").asDouble()).isEqualTo(21);
		assertThat(answer.get("readable").asBoolean()).isTrue();
	}

	@Test
	void matrixIsSymmetric() {
		JsonNode contrast = new StudioClient(this.port).demo()
			.post("/api/evaluate/matrix", ITEMS)
			.json()
			.get("contrast");
		assertThat(contrast.get(0).get(2)).isEqualTo(contrast.get(2).get(0));
		assertThat(contrast.get(1).get(1).asDouble()).isEqualTo(1);
	}

	@Test
	void clustersHoldWhatIsNear() {
		JsonNode clusters = new StudioClient(this.port).demo()
			.post("/api/evaluate/clusters", ITEMS)
			.json()
			.get("clusters");
		assertThat(clusters.toString()).isEqualTo("[[\"black\",\"ink\"],[\"white\"]]");
	}

}
