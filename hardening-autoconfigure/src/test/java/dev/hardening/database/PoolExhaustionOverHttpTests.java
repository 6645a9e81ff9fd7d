package dev.hardening.database;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What requests, probes, metrics and logs say while every connection of the pool is held
 * by somebody who does not give it back.
 */
@ExtendWith(OutputCaptureExtension.class)
class PoolExhaustionOverHttpTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@Test
	void requestsGetAProblemAndAllIsWellWhenConnectionsComeBack(CapturedOutput output) throws Exception {
		try (RunningApplication application = start("hardening.database.max-waiting=3")) {
			assertThat(application.get("/one").statusCode()).isEqualTo(200);
			await().atMost(PATIENCE).until(() -> metric(application, "hikaricp_connections_idle") == 2);
			try (Connection first = takeAndKeep(application); Connection second = takeAndKeep(application)) {
				assertThat(first.isValid(1) && second.isValid(1)).isTrue();
				assertUnavailable(application.get("/one"));
				assertThat(refusals(application)).isZero();
				await().atMost(PATIENCE).until(() -> {
					requests(application, 12).forEach(PoolExhaustionOverHttpTests::assertUnavailable);
					return refusals(application) > 0;
				});
				assertProbes(application);
				assertThat(metric(application, "hikaricp_connections_timeout_total")).isPositive();
				await().atMost(PATIENCE)
					.untilAsserted(() -> assertThat(output.getOut()).contains("Connection leak detection triggered",
							"takeAndKeep"));
			}
			assertThat(application.get("/one").statusCode()).isEqualTo(200);
			await().atMost(PATIENCE).until(() -> application.get("/health").statusCode() == 200);
			assertThat(output.getOut()).containsOnlyOnce("3 requests wait for a connection")
				.containsOnlyOnce("are handed out again");
		}
		finally {
			this.threads.shutdownNow();
		}
	}

	@Test
	void poolWhenThereIsNoBoundIsLeftAsItIs() {
		try (RunningApplication application = start("hardening.database.max-waiting=0")) {
			assertThat(application.bean(DataSource.class).getClass()).isEqualTo(HikariDataSource.class);
		}
	}

	private void assertProbes(RunningApplication application) {
		await().atMost(PATIENCE).until(() -> {
			CompletableFuture<HttpResponse<String>> waiting = CompletableFuture
				.supplyAsync(() -> application.get("/one"), this.threads);
			String body = application.get("/health").body();
			assertUnavailable(waiting.join());
			return body.contains("\"pool\":\"down\"") && body.contains("\"database\":\"down\"");
		});
		assertThat(application.get("/health").statusCode()).isEqualTo(503);
		assertThat(application.get("/health").body()).doesNotContain("Hikari", "Exception", "jdbc");
		assertThat(application.get("/ready").statusCode()).isEqualTo(503);
		assertThat(application.get("/live").statusCode()).isEqualTo(200);
	}

	/** Some of them come when others have waited for a while. */
	private List<HttpResponse<String>> requests(RunningApplication application, int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> application.get("/one"),
					CompletableFuture.delayedExecutor(25L * i, TimeUnit.MILLISECONDS, this.threads)))
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.toList();
	}

	private static void assertUnavailable(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(response.headers().firstValue("Retry-After")).isPresent();
		assertThat(response.body()).contains("\"error\":\"unavailable\"").doesNotContain("Hikari", "max-waiting");
	}

	private static double refusals(RunningApplication application) {
		return metric(application, "hardening_rejected_total{control=\"database\",outcome=\"enforced\"}");
	}

	private static double metric(RunningApplication application, String name) {
		return application.get("/metrics")
			.body()
			.lines()
			.filter((line) -> line.startsWith(name))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

	private static Connection takeAndKeep(RunningApplication application) throws Exception {
		return application.bean(DataSource.class).getConnection();
	}

	private static RunningApplication start(String property) {
		return RunningApplication.start(QueryingApplication.class, property, "hardening.environment=staging",
				"spring.datasource.hikari.maximum-pool-size=2", "spring.datasource.hikari.connection-timeout=500",
				"spring.datasource.hikari.leak-detection-threshold=2000", "hardening.rate-limit.enabled=false",
				"hardening.metrics.access=permit-all", "hardening.security.rules[0].paths=/one",
				"hardening.security.rules[0].access=permit-all");
	}

}
