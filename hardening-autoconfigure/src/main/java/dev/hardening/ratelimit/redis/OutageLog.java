package dev.hardening.ratelimit.redis;

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;

/**
 * Says once that Redis is lost, with the cause and what to look at, and once that it is
 * back, however often it was asked in between.
 */
final class OutageLog {

	private static final Log logger = LogFactory.getLog(OutageLog.class);

	private final AtomicBoolean lost = new AtomicBoolean();

	private volatile @Nullable Throwable cause;

	void failed(Throwable failure) {
		this.cause = failure;
	}

	void moved(State state) {
		if (state == State.OPEN && this.lost.compareAndSet(false, true)) {
			logger.warn("Redis does not count for hardening.rate-limit (%s). Until it does, each policy does what its"
				.formatted(reason())
					+ " on-failure says; Redis is asked again every hardening.rate-limit.redis.retry-after-failure."
					+ " Look at Redis, at spring.data.redis.* and at what its user may do");
		}
		else if (state == State.CLOSED && this.lost.compareAndSet(true, false)) {
			logger.info("Redis counts for hardening.rate-limit again");
		}
	}

	// Redis and its client name commands, hosts and ports in their messages, no secrets.
	private String reason() {
		Throwable failure = this.cause;
		Throwable root = (failure != null) ? NestedExceptionUtils.getMostSpecificCause(failure) : null;
		return (root != null) ? root.getClass().getSimpleName() + ": " + root.getMessage() : "no answer";
	}

}
