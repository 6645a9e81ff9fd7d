package dev.hardening.logging.servlet;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;

import static org.awaitility.Awaitility.await;

/**
 * The lines that a run in JSON wrote from some moment on.
 *
 * @param output what is written
 * @param mark the length of what had been written in that moment
 */
record JsonLines(CapturedOutput output, int mark) {

	static JsonLines from(CapturedOutput output) {
		return new JsonLines(output, output.getOut().length());
	}

	/**
	 * Wait for a line of a request: the container ends a request after the client has its
	 * answer.
	 * @param requestId the id of the request
	 * @param message a part of the message
	 * @return the line
	 */
	JsonNode line(String requestId, String message) {
		return await().atMost(Duration.ofSeconds(10))
			.until(() -> of(requestId).stream()
				.filter((line) -> line.path("message").asString().contains(message))
				.findFirst()
				.orElse(null), (line) -> line != null);
	}

	JsonNode accessLine(String requestId) {
		return await().atMost(Duration.ofSeconds(10))
			.until(() -> of(requestId).stream()
				.filter((line) -> line.path("logger").asString().equals("hardening.access"))
				.findFirst()
				.orElse(null), (line) -> line != null);
	}

	List<JsonNode> of(String requestId) {
		return all().filter((line) -> line.path("request_id").asString("").equals(requestId)).toList();
	}

	Stream<JsonNode> all() {
		String text = this.output.getOut().substring(this.mark);
		String whole = text.substring(0, text.lastIndexOf('\n') + 1);
		return Arrays.stream(whole.split("\n"))
			.filter((line) -> !line.isEmpty())
			.map((line) -> JsonMapper.shared().readTree(line));
	}

}
