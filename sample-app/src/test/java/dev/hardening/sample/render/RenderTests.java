package dev.hardening.sample.render;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import javax.imageio.ImageIO;

import dev.hardening.sample.StudioClient;
import dev.hardening.sample.StudioClient.Answer;
import dev.hardening.sample.StudioTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@StudioTest
class RenderTests {

	private static final String REQUEST = "{\"client\":\"acme\",\"scene\":\"lounge\",\"selection\":{\"floor\":\"oak\",\"art\":\"brick\"}}";

	@LocalServerPort
	private int port;

	@Test
	void renderIsDrawnOffTheRequestAndCutIntoTiles() throws IOException {
		StudioClient client = new StudioClient(this.port);
		Answer accepted = client.post("/api/render", REQUEST);
		assertThat(accepted.status()).isEqualTo(202);
		String build = accepted.json().get("build").asString();
		assertThat(build).matches("[0-9a-z]{12}");
		assertThat(follow(client, build)).isEqualTo("DONE");
		for (JsonNode tile : accepted.json().get("tiles")) {
			Answer answer = client.get(tile.asString());
			assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
			assertThat(ImageIO.read(new ByteArrayInputStream(answer.bytes())).getWidth()).isEqualTo(256);
		}
	}

	private String follow(StudioClient client, String build) {
		int after = 0;
		while (true) {
			JsonNode events = client.get("/api/render/events?build=" + build + "&wait=20&after=" + after).json();
			after = events.get("next").asInt();
			JsonNode last = events.get("events").path(0);
			if (last.path("percent").asInt() == 100 || last.path("state").asString().equals("FAILED")) {
				return last.get("state").asString();
			}
		}
	}

	@Test
	void eventsAreStreamedUntilTheEnd() {
		StudioClient client = new StudioClient(this.port);
		String build = client.post("/api/render", REQUEST).json().get("build").asString();
		Answer stream = new StudioClient(this.port).with("Accept", "text/event-stream")
			.get("/api/render/events?build=" + build);
		assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
		assertThat(stream.text()).contains("event:render").contains("\"state\":\"DONE\"");
	}

	@Test
	void eventsWithoutABuildAreThoseOfTheCaller() {
		StudioClient demo = new StudioClient(this.port).demo();
		String build = demo.post("/api/render", REQUEST).json().get("build").asString();
		assertThat(demo.get("/api/render/events").text()).contains(build);
		assertThat(new StudioClient(this.port).get("/api/render/events").text()).doesNotContain(build);
		assertThat(new StudioClient(this.port).admin().get("/api/render/events").text()).doesNotContain(build);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"client\":\"ACME\",\"scene\":\"a\",\"selection\":{}}",
			"{\"client\":\"\",\"scene\":\"a\",\"selection\":{}}",
			"{\"client\":\"../etc\",\"scene\":\"a\",\"selection\":{}}",
			"{\"client\":\"acme\\n\",\"scene\":\"a\",\"selection\":{}}", "{\"client\":\"acme\",\"scene\":\"a\"}",
			"{\"client\":\"acme\",\"scene\":\"a\",\"selection\":{\"fl-oor\":\"oak\"}}",
			"{\"client\":\"acme\",\"scene\":\"a\",\"selection\":{\"floor\":\"<b>\"}}",
			"{\"client\":\"acme\",\"scene\":\"a\",\"selection\":{\"floor\":\"---\"}}",
			"{\"client\":\"acme\",\"scene\":\"a\",\"selection\":{\"floor\":null}}",
			"{\"client\":\"acme\",\"scene\":\"a\",\"selection\":{\"a\":\"x\",\"b\":\"x\",\"c\":\"x\",\"d\":\"x\",\"e\":\"x\",\"f\":\"x\",\"g\":\"x\",\"h\":\"x\",\"i\":\"x\",\"j\":\"x\",\"k\":\"x\"}}" })
	void renderWhenAValueIsHostileNamesTheField(String body) {
		Answer answer = new StudioClient(this.port).post("/api/render", body);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.error()).isEqualTo("validation_failed");
		assertThat(answer.json().get("errors").get(0).get("field").asString()).isNotEmpty();
	}

	@Test
	void renderWhenAPropertyIsUnknownIsMalformed() {
		Answer answer = new StudioClient(this.port).post("/api/render",
				"{\"client\":\"acme\",\"scene\":\"a\",\"selection\":{},\"admin\":true}");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.error()).isEqualTo("malformed_request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/tiles/ACME/lounge/0123456789ab/x_f_0_0_0.jpg",
			"/api/tiles/acme/lounge/0123456789a/x_f_0_0_0.jpg", "/api/tiles/acme/lounge/0123456789AB/x_f_0_0_0.jpg",
			"/api/tiles/acme/lounge/0123456789ab/x_z_0_0_0.jpg", "/api/tiles/acme/lounge/0123456789ab/x_f_0_0_0.png",
			"/api/tiles/acme/lounge/0123456789ab/x_f_0_0_0.jpg%0a",
			"/api/tiles/acme/lounge/0123456789ab/..%2f..%2fpasswd", "/api/tiles/acme/%2e%2e/0123456789ab/x_f_0_0_0.jpg",
			"/api/tiles/acme/lounge;a=b/0123456789ab/x_f_0_0_0.jpg" })
	void tileWhenThePathIsHostileIsBadRequest(String path) {
		assertThat(new StudioClient(this.port).get(path).status()).isEqualTo(400);
	}

	@Test
	void tileWhenThereIsNoneIsNotFound() {
		Answer answer = new StudioClient(this.port).get("/api/tiles/acme/lounge/0123456789ab/name_f_0_1_2.jpg");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.error()).isEqualTo("not_found");
	}

}
