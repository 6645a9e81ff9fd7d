package dev.hardening.ratelimit;

import java.time.Duration;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.store.OutageLog;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * When a shared store that fails is left alone, and when it is asked again.
 */
public final class StoreBreaker {

	private static final Log logger = LogFactory.getLog(StoreBreaker.class);

	private static final int CALLS = 10;

	private static final int FEWEST_CALLS = 3;

	private static final int PROBES = 2;

	private static final double SPREAD = 0.2;

	private StoreBreaker() {
	}

	/**
	 * Check the times that are configured.
	 * @param settings the configuration
	 * @throws InvalidPropertyException if one of them cannot be meant
	 */
	public static void check(RateLimitProperties.Redis settings) {
		check("timeout", settings.timeout(), "50ms");
		check("retry-after-failure", settings.retryAfterFailure(), "5s");
	}

	private static void check(String name, Duration value, String example) {
		if (value.toMillis() < 1 || value.compareTo(Duration.ofHours(1)) > 0) {
			throw new InvalidPropertyException("hardening.rate-limit.redis." + name, value, "is not between 1ms and 1h",
					"Use for example " + example + ".");
		}
	}

	/**
	 * Create the circuit breaker of a shared store, which says in the log when it opens
	 * and why, and when the store counts again.
	 * @param name of the breaker
	 * @param store what it is called in messages
	 * @param help what to look at when it fails
	 * @param config the settings
	 * @return the breaker
	 */
	public static CircuitBreaker create(String name, String store, String help, CircuitBreakerConfig config) {
		CircuitBreaker breaker = CircuitBreaker.of(name, config);
		OutageLog.listen(breaker,
				(reason) -> logger.warn(("%s does not count for hardening.rate-limit (%s). Until it does, each policy"
						+ " does what its on-failure says; it is asked again every"
						+ " hardening.rate-limit.redis.retry-after-failure. %s")
					.formatted(store, reason, help)),
				() -> logger.info("%s counts for hardening.rate-limit again".formatted(store)));
		return breaker;
	}

	/**
	 * Return the settings of the circuit breaker of a shared store.
	 * @param settings the configuration
	 * @return what all shared stores have in common
	 */
	public static CircuitBreakerConfig.Builder config(RateLimitProperties.Redis settings) {
		return CircuitBreakerConfig.custom()
			.slidingWindowSize(CALLS)
			.minimumNumberOfCalls(FEWEST_CALLS)
			// Instances that failed together do not probe together.
			.waitIntervalFunctionInOpenState(IntervalFunction.ofRandomized(settings.retryAfterFailure(), SPREAD))
			.permittedNumberOfCallsInHalfOpenState(PROBES)
			.writableStackTraceEnabled(false);
	}

}
