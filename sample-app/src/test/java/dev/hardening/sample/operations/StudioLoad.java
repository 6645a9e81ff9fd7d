package dev.hardening.sample.operations;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests at a fixed rate, whether the ones before have been answered or not: what comes
 * from many clients does not wait for the slow.
 */
final class StudioLoad implements AutoCloseable {

	private static final int PER_SECOND = 200;

	/**
	 * So many wait at once that a machine which is too slow for this rate answers a probe
	 * soon, too.
	 */
	private static final int MOST = 150;

	private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final AtomicInteger number = new AtomicInteger();

	private final Phaser inFlight = new Phaser(1);

	/** Ids and states of what was answered. */
	private final Map<String, Integer> answered = new ConcurrentHashMap<>();

	/** Ids of what was not, and why. */
	private final Map<String, String> failed = new ConcurrentHashMap<>();

	private final List<String> refused = new CopyOnWriteArrayList<>();

	private final URI target;

	private final String token;

	StudioLoad(URI target, String token) {
		this.target = target;
		this.token = token;
	}

	void start() {
		this.clock.scheduleAtFixedRate(this::send, 0, 1_000_000 / PER_SECOND, TimeUnit.MICROSECONDS);
	}

	private void send() {
		if (this.inFlight.getUnarrivedParties() > MOST) {
			return;
		}
		String id = "load-%06d".formatted(this.number.incrementAndGet());
		HttpRequest request = HttpRequest.newBuilder(this.target)
			.header("Authorization", "Bearer " + this.token)
			.header("X-Request-ID", id)
			.timeout(Duration.ofMinutes(1))
			.build();
		this.inFlight.register();
		this.client.sendAsync(request, BodyHandlers.discarding()).whenComplete((response, failure) -> {
			if (response != null) {
				this.answered.put(id, response.statusCode());
			}
			else if (String.valueOf(failure).contains("ConnectException")) {
				this.refused.add(id);
			}
			else {
				this.failed.put(id, String.valueOf(failure));
			}
			this.inFlight.arriveAndDeregister();
		});
	}

	/**
	 * Send nothing more, and wait for what has been sent.
	 */
	void stop() throws InterruptedException {
		this.clock.shutdown();
		this.clock.awaitTermination(1, TimeUnit.MINUTES);
		this.inFlight.arriveAndAwaitAdvance();
	}

	int count() {
		return this.answered.size();
	}

	Map<String, Integer> answered() {
		return this.answered;
	}

	Map<String, String> failed() {
		return this.failed;
	}

	List<String> refused() {
		return this.refused;
	}

	Set<Integer> statuses() {
		return Set.copyOf(this.answered.values());
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
	}

}
