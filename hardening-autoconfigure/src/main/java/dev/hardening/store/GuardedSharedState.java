package dev.hardening.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Sees to it that an outage of the store costs requests no time, and tells of its
 * beginning and its end once each.
 */
public final class GuardedSharedState implements SharedState {

	private static final Log logger = LogFactory.getLog(GuardedSharedState.class);

	private static final int CALLS = 10;

	private static final int FEWEST_CALLS = 3;

	private static final int PROBES = 2;

	private final SharedState state;

	private final CircuitBreaker breaker;

	private final Runnable onFailure;

	/**
	 * Create the guard.
	 * @param state what is guarded
	 * @param store what it is called in messages
	 * @param retryAfterFailure for how long a store that failed is not asked
	 * @param onFailure hears of each question that was not answered
	 */
	public GuardedSharedState(SharedState state, String store, Duration retryAfterFailure, Runnable onFailure) {
		this.state = state;
		this.breaker = CircuitBreaker.of("hardening-shared-state",
				CircuitBreakerConfig.custom()
					.slidingWindowSize(CALLS)
					.minimumNumberOfCalls(FEWEST_CALLS)
					.waitDurationInOpenState(retryAfterFailure)
					.permittedNumberOfCallsInHalfOpenState(PROBES)
					.writableStackTraceEnabled(false)
					.build());
		OutageLog.listen(this.breaker,
				(reason) -> logger.error(("The shared state in %s does not answer (%s): revocations and single use"
						+ " cannot be told, and what depends on them is answered 503. It is asked again every"
						+ " hardening.shared-state.retry-after-failure")
					.formatted(store, reason)),
				() -> logger.info("The shared state in %s answers again".formatted(store)));
		this.onFailure = onFailure;
	}

	@Override
	public void put(StateSpace space, String id, String value, Instant until) {
		ask(() -> {
			this.state.put(space, id, value, until);
			return true;
		});
	}

	@Override
	public boolean putIfAbsent(StateSpace space, String id, String value, Instant until) {
		return ask(() -> this.state.putIfAbsent(space, id, value, until));
	}

	@Override
	public boolean replace(StateSpace space, String id, String expected, String value, Instant until) {
		return ask(() -> this.state.replace(space, id, expected, value, until));
	}

	@Override
	public Map<String, String> find(StateSpace space, Collection<String> ids) {
		return ask(() -> this.state.find(space, ids));
	}

	@Override
	public void remove(StateSpace space, String id) {
		ask(() -> {
			this.state.remove(space, id);
			return true;
		});
	}

	private <T> T ask(Supplier<T> question) {
		try {
			return this.breaker.executeSupplier(question);
		}
		catch (CallNotPermittedException ex) {
			this.onFailure.run();
			throw new SharedStateException(null);
		}
		catch (RuntimeException ex) {
			this.onFailure.run();
			throw new SharedStateException(ex);
		}
	}

}
