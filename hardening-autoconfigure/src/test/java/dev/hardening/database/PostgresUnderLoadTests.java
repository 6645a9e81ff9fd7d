package dev.hardening.database;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import dev.hardening.test.RealPostgres;
import dev.hardening.test.RunningApplication;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real PostgreSQL goes away and comes back while requests arrive at a fixed rate, as
 * those of many clients do.
 */
class PostgresUnderLoadTests {

	private static final Log logger = LogFactory.getLog(PostgresUnderLoadTests.class);

	private static final int PER_SECOND = 200;

	// A machine that is too slow for the rate shall not be asked ever more.
	private static final int MOST_IN_FLIGHT = 100;

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();

	private final Phaser inFlight = new Phaser(1);

	@Test
	void requestsDuringAnOutageGetAProblemAndTheApplicationHeals() throws Exception {
		ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
		try (RealPostgres postgres = RealPostgres.start(); RunningApplication application = start(postgres)) {
			clock.scheduleAtFixedRate(() -> send(application), 0, 1_000_000 / PER_SECOND, TimeUnit.MICROSECONDS);
			await().atMost(PATIENCE).until(() -> answered("200") > 2 * PER_SECOND);
			postgres.stop();
			print("not ready after", status(application, "/ready", 503));
			print("live within", longestLiveUntil(application, () -> answered("503 unavailable") > PER_SECOND));
			postgres.restart();
			print("ready again after", status(application, "/ready", 200));
			int before = answered("200");
			await().atMost(PATIENCE).until(() -> answered("200") > before + PER_SECOND);
			clock.shutdown();
			clock.awaitTermination(1, TimeUnit.MINUTES);
			this.inFlight.arriveAndAwaitAdvance();
			assertThat(this.answers).containsOnlyKeys("200", "503 unavailable");
		}
		finally {
			clock.shutdownNow();
		}
	}

	private void send(RunningApplication application) {
		if (this.inFlight.getRegisteredParties() > MOST_IN_FLIGHT) {
			return;
		}
		this.inFlight.register();
		this.client.sendAsync(request(application, "/one"), BodyHandlers.ofString())
			.whenComplete((response, failure) -> {
				String answer = (response != null) ? describe(response) : String.valueOf(failure);
				this.answers.computeIfAbsent(answer, (key) -> new AtomicInteger()).incrementAndGet();
				this.inFlight.arriveAndDeregister();
			});
	}

	private String describe(HttpResponse<String> response) {
		boolean unavailable = response.body().contains("\"error\":\"unavailable\"")
				&& response.headers().firstValue("Retry-After").isPresent()
				&& response.headers().firstValue("Content-Type").orElse("").equals("application/problem+json");
		return response.statusCode() + (unavailable ? " unavailable" : "");
	}

	private int answered(String answer) {
		AtomicInteger count = this.answers.get(answer);
		return (count != null) ? count.get() : 0;
	}

	private Duration status(RunningApplication application, String path, int expected) {
		long start = System.nanoTime();
		await().atMost(PATIENCE)
			.until(() -> this.client.send(request(application, path), BodyHandlers.discarding())
				.statusCode() == expected);
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private Duration longestLiveUntil(RunningApplication application, BooleanSupplier end) throws Exception {
		Duration longest = Duration.ZERO;
		while (!end.getAsBoolean()) {
			long start = System.nanoTime();
			assertThat(this.client.send(request(application, "/live"), BodyHandlers.discarding()).statusCode())
				.isEqualTo(200);
			Duration time = Duration.ofNanos(System.nanoTime() - start);
			longest = (time.compareTo(longest) > 0) ? time : longest;
		}
		return longest;
	}

	private static void print(String what, Duration time) {
		logger.info("PostgreSQL stopped under load: %s %d ms".formatted(what, time.toMillis()));
	}

	private static HttpRequest request(RunningApplication application, String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + application.port() + path))
			.timeout(PATIENCE)
			.build();
	}

	private static RunningApplication start(RealPostgres postgres) {
		return RunningApplication.start(QueryingApplication.class, "spring.datasource.url=" + postgres.jdbcUrl(),
				"spring.datasource.username=" + postgres.username(),
				"spring.datasource.password=" + postgres.password(), "hardening.environment=staging",
				"hardening.rate-limit.enabled=false", "hardening.security.rules[0].paths=/one",
				"hardening.security.rules[0].access=permit-all");
	}

}
