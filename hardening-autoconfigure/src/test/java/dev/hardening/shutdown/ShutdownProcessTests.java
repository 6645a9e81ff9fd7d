package dev.hardening.shutdown;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import dev.hardening.test.JavaProcess;
import dev.hardening.test.RealRedis;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shutdown of a real process by real signals.
 */
@Tag("long")
class ShutdownProcessTests {

	private static final int EXIT_BY_TERM = 143;

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	@Test
	void terminateClosesInOrderAndLogsIt() {
		try (RealRedis redis = RealRedis.start();
				JavaProcess process = start("--hardening.shutdown.drain-delay=1s",
						"--spring.data.redis.url=redis://127.0.0.1:" + redis.port(),
						"--hardening.sentry.dsn=http://public@127.0.0.1:1/1")) {
			assertThat(get(process, "/work").statusCode()).isEqualTo(200);
			process.terminate();
			assertThat(process.exitCode()).isEqualTo(EXIT_BY_TERM);
			assertThat(process.output()).containsSubsequence("Shutdown: readiness fails", "Shutdown: drained",
					"Commencing graceful shutdown", "Graceful shutdown complete", "Shutdown: the server has stopped",
					"Shutdown: executors have finished", "Shutdown: connections to Redis have closed",
					"Shutdown: error reports were sent", "Shutdown: the server and all executors have stopped",
					"HikariPool-1 - Shutdown initiated", "HikariPool-1 - Shutdown completed");
		}
	}

	@Test
	void terminateAgainWhenDrainingEndsAtOnce() {
		try (JavaProcess process = start("--hardening.shutdown.drain-delay=10m")) {
			process.await("readiness", () -> get(process, "/ready").statusCode() == 200);
			assertThat(get(process, "/work").headers().map()).doesNotContainKey("connection");
			process.terminate();
			process.awaitOutput("requests are served for another 600000 ms");
			HttpResponse<Void> drained = get(process, "/work");
			assertThat(drained.statusCode()).isEqualTo(200);
			assertThat(drained.headers().firstValue("Connection")).hasValue("close");
			assertThat(get(process, "/ready").statusCode()).isEqualTo(503);
			assertThat(get(process, "/live").statusCode()).isEqualTo(200);
			process.terminate();
			assertThat(process.exitCode()).isEqualTo(EXIT_BY_TERM);
			assertThat(process.output()).contains("a second signal, ending at once");
		}
	}

	@Test
	void terminateWhenARequestDoesNotEndGoesOnAfterTheTimeout() {
		try (JavaProcess process = start("--hardening.shutdown.timeout=1s")) {
			CLIENT.sendAsync(request(process, "/forever"), BodyHandlers.discarding());
			process.awaitOutput("forever has begun");
			process.terminate();
			assertThat(process.exitCode()).isEqualTo(EXIT_BY_TERM);
			assertThat(process.output()).containsSubsequence("Graceful shutdown aborted",
					"Shutdown: the server and all executors have stopped");
		}
	}

	@Test
	void terminateWhenABeanDoesNotEndIsOverAfterTheLimit() {
		try (JavaProcess process = start("--hardening.shutdown.timeout=1s", "--hanging=true")) {
			process.terminate();
			assertThat(process.exitCode()).isEqualTo(1);
			assertThat(process.output()).contains("hanging in the end", "Shutdown: not over after 11000 ms");
		}
	}

	private static JavaProcess start(String... arguments) {
		String[] all = new String[arguments.length + 2];
		System.arraycopy(arguments, 0, all, 0, arguments.length);
		all[arguments.length] = "--hardening.rate-limit.enabled=false";
		all[arguments.length + 1] = "--management.otlp.metrics.export.enabled=false";
		return JavaProcess.start(ShutdownTestApplication.class, Map.of(), all);
	}

	private static HttpResponse<Void> get(JavaProcess process, String path) {
		return CLIENT.sendAsync(request(process, path), BodyHandlers.discarding()).join();
	}

	private static HttpRequest request(JavaProcess process, String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(process.port(), path))).build();
	}

}
