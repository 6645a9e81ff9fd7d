package com.example.consumer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring finds out at start was found out by the build, and it is hardened alike.
 */
class AheadOfTimeTests {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Pattern CONTROLS = Pattern.compile("controls: +([a-z, ]+)");

	private static final Pattern AUDIT = Pattern.compile("audit: +(\\d+ of 100)");

	@Test
	void applicationWhenProcessedAheadOfTimeHasTheSameControlsAndAnswers(@TempDir Path directory) throws Exception {
		List<String> plain = run(directory.resolve("plain"), "false");
		List<String> ahead = run(directory.resolve("ahead"), "true");
		assertThat(Files.readString(directory.resolve("ahead"))).contains("Starting AOT-processed ConsumerApplication");
		assertThat(Files.readString(directory.resolve("plain"))).doesNotContain("AOT-processed");
		assertThat(ahead).isEqualTo(plain);
		assertThat(plain).hasSize(5).noneMatch(String::isBlank);
	}

	private static List<String> run(Path output, String aheadOfTime) throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Dspring.aot.enabled=" + aheadOfTime, "-cp", System.getProperty("java.class.path"),
				ConsumerApplication.class.getName(), "--server.port=0", "--hardening.logging.format=console")
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			String controls = await(process, output, CONTROLS);
			String audit = await(process, output, AUDIT);
			String base = "http://127.0.0.1:" + await(process, output, PORT);
			return List.of(controls, audit, get(base + "/greeting"), get(base + "/live"), get(base + "/nowhere"));
		}
		finally {
			process.destroyForcibly().waitFor();
		}
	}

	private static String await(Process process, Path output, Pattern pattern) throws IOException {
		long end = System.nanoTime() + Duration.ofMinutes(10).toNanos();
		Matcher matcher = pattern.matcher(Files.readString(output));
		while (!matcher.find()) {
			assertThat(process.isAlive() && System.nanoTime() < end).as(Files.readString(output)).isTrue();
			matcher = pattern.matcher(Files.readString(output));
		}
		return matcher.group(1).strip();
	}

	private static String get(String uri) throws Exception {
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
		String body = response.body().replaceAll("\"(request_id|timestamp)\":\"[^\"]*\"", "");
		return response.statusCode() + " " + response.headers().allValues("Content-Security-Policy") + " " + body;
	}

}
