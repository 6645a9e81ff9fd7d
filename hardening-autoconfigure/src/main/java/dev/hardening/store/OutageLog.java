package dev.hardening.store;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;

/**
 * Hears of a store once that it is lost, with the cause, and once that it is back,
 * however often it was asked in between.
 */
public final class OutageLog {

	private static final int LONGEST_REASON = 300;

	private final Consumer<String> begins;

	private final Runnable ends;

	private final AtomicBoolean lost = new AtomicBoolean();

	private volatile @Nullable Throwable cause;

	private volatile boolean failing;

	private OutageLog(Consumer<String> begins, Runnable ends) {
		this.begins = begins;
		this.ends = ends;
	}

	/**
	 * Begin to listen.
	 * @param breaker opens when the store is lost
	 * @param begins is given the reason when an outage begins, in one line
	 * @param ends is run when it is over
	 */
	public static void listen(CircuitBreaker breaker, Consumer<String> begins, Runnable ends) {
		OutageLog log = new OutageLog(begins, ends);
		breaker.getEventPublisher()
			.onError((event) -> log.cause = event.getThrowable())
			.onFailureRateExceeded((event) -> log.failing = true)
			.onStateTransition((event) -> log.moved(event.getStateTransition().getToState()));
	}

	private void moved(State state) {
		if (state == State.OPEN && this.lost.compareAndSet(false, true)) {
			this.begins.accept(reason());
		}
		else if (state == State.CLOSED && this.lost.compareAndSet(true, false)) {
			this.failing = false;
			this.ends.run();
		}
	}

	// What servers and clients say names commands, hosts and ports, and values on further
	// lines if at all.
	private String reason() {
		Throwable failure = this.cause;
		if (failure == null || !this.failing) {
			return "it answers too slowly";
		}
		Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
		String type = root.getClass().getSimpleName();
		String message = (root.getMessage() != null) ? root.getMessage().lines().findFirst().orElse("") : "";
		return message.isEmpty() ? type
				: type + ": " + message.substring(0, Math.min(message.length(), LONGEST_REASON));
	}

}
