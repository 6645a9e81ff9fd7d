package dev.hardening.test;

import java.time.Duration;
import java.util.concurrent.Callable;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.awaitility.Awaitility;

/**
 * Waits until an application counts in Redis. It connects in the background, for seconds
 * where nothing of the client was loaded before, and counts by itself meanwhile.
 */
public final class CountedInRedis {

	private CountedInRedis() {
	}

	/**
	 * Wait until a request is counted in Redis and nowhere else.
	 * @param registry the meters of the application
	 * @param request sends a request that is counted
	 */
	public static void await(MeterRegistry registry, Callable<?> request) {
		Awaitility.await().atMost(Duration.ofMinutes(2)).pollDelay(Duration.ZERO).until(() -> {
			long answered = calls(registry, "answered");
			long failed = calls(registry, "failed");
			request.call();
			return calls(registry, "answered") > answered && calls(registry, "failed") == failed
					&& registry.get("hardening.ratelimit.breaker").tag("state", "closed").gauge().value() == 1;
		});
	}

	private static long calls(MeterRegistry registry, String outcome) {
		Timer timer = registry.find("hardening.ratelimit.store").tag("outcome", outcome).timer();
		return (timer != null) ? timer.count() : 0;
	}

}
