package dev.hardening.sample.operations;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.hardening.sample.SampleApplication;
import dev.hardening.sample.StudioClient;
import dev.hardening.test.JavaProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The studio as a process of its own, ended by {@code SIGTERM} under 200 requests a
 * second.
 */
@Tag("long")
class TerminationTests {

	private static final int EXIT_BY_TERM = 143;

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final Pattern LOGGED = Pattern
		.compile("\"logger\":\"hardening.access\".*\"request_id\":\"(load-[0-9]+)\".*\"status\":200");

	@Test
	void requestsWhenABalancerFollowsTheProbeAreAllAnswered() throws Exception {
		try (JavaProcess studio = start("8s"); StudioLoad load = load(studio)) {
			load.start();
			studio.await("load", () -> load.count() > 400);
			int before = load.count();
			studio.terminate();
			// A probe gets its answer, so readiness fails before the port closes.
			studio.await("readiness to fail", () -> ready(studio) == 503);
			load.stop();
			assertThat(load.failed()).isEmpty();
			assertThat(load.refused()).isEmpty();
			assertThat(load.statuses()).containsExactly(200);
			assertThat(load.count()).isGreaterThan(before);
			assertThat(studio.exitCode()).isEqualTo(EXIT_BY_TERM);
			assertThat(studio.output()).containsSubsequence("Shutdown: readiness fails", "Shutdown: drained",
					"Commencing graceful shutdown", "Graceful shutdown complete", "Shutdown: the server has stopped",
					"Shutdown: the server and all executors have stopped", "Shutdown initiated", "Shutdown completed");
		}
	}

	@Test
	void requestsWhenNobodyLooksAwayAreAllAnsweredOrRefusedAtTheDoor() throws Exception {
		try (JavaProcess studio = start("1s"); StudioLoad load = load(studio)) {
			load.start();
			studio.await("load", () -> load.count() > 400);
			studio.terminate();
			studio.await("the port to close", () -> load.refused().size() > 20);
			load.stop();
			assertThat(studio.exitCode()).isEqualTo(EXIT_BY_TERM);
			Set<String> served = LOGGED.matcher(studio.output())
				.results()
				.map((result) -> result.group(1))
				.collect(Collectors.toSet());
			assertThat(served).hasSizeGreaterThan(400);
			assertThat(load.answered().keySet()).containsAll(served);
			assertThat(load.statuses()).isSubsetOf(200, 503);
		}
	}

	private static JavaProcess start(String drainDelay) {
		JavaProcess studio = JavaProcess.start(SampleApplication.class,
				Map.of("ENV", "development", "LOG_FORMAT", "json", "RATE_LIMIT_ENABLED", "false"),
				"--hardening.shutdown.drain-delay=" + drainDelay);
		studio.await("readiness", () -> ready(studio) == 200);
		return studio;
	}

	private static StudioLoad load(JavaProcess studio) {
		String token = new StudioClient(studio.port())
			.post("/api/auth/login", "{\"username\":\"demo\",\"password\":\"demo-password-1\"}")
			.json()
			.get("access_token")
			.asString();
		return new StudioLoad(URI.create("http://127.0.0.1:%d/api/catalogs".formatted(studio.port())), token);
	}

	private static int ready(JavaProcess studio) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/ready".formatted(studio.port())))
			.timeout(Duration.ofSeconds(30))
			.build();
		try {
			return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
		}
		catch (IOException ex) {
			return -1;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
