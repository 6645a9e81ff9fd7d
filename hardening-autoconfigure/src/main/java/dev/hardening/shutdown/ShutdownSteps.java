package dev.hardening.shutdown;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * The first step of the shutdown, before everything else that has a life cycle: readiness
 * fails, and requests are served on while load balancers look away. The graceful shutdown
 * of the server follows in a later phase.
 */
class ShutdownSteps implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(ShutdownSteps.class);

	private final Duration drainDelay;

	private final ApplicationEventPublisher publisher;

	private final Sleeper sleeper;

	private final Runnable forcedEnd;

	private volatile boolean running;

	ShutdownSteps(Duration drainDelay, ApplicationEventPublisher publisher, Sleeper sleeper, Runnable forcedEnd) {
		this.drainDelay = drainDelay;
		this.publisher = publisher;
		this.sleeper = sleeper;
		this.forcedEnd = forcedEnd;
	}

	@Override
	public void start() {
		this.running = true;
	}

	/**
	 * Wait on the thread that shuts down, so that the time limit of a phase does not cut
	 * a longer delay short.
	 */
	@Override
	public void stop() {
		if (!this.running) {
			return;
		}
		this.running = false;
		this.forcedEnd.run();
		AvailabilityChangeEvent.publish(this.publisher, this, ReadinessState.REFUSING_TRAFFIC);
		if (this.drainDelay.isZero()) {
			logger.info("Shutdown: readiness fails, the server closes when requests in flight have finished");
			return;
		}
		logger.info("Shutdown: readiness fails, requests are served for another %d ms"
			.formatted(this.drainDelay.toMillis()));
		try {
			this.sleeper.sleep(this.drainDelay);
			logger.info("Shutdown: drained, the server closes when requests in flight have finished");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			logger.info("Shutdown: interrupted while draining, going on at once");
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	/**
	 * Waits.
	 */
	@FunctionalInterface
	interface Sleeper {

		/**
		 * Wait.
		 * @param time for how long
		 * @throws InterruptedException if the thread is interrupted
		 */
		void sleep(Duration time) throws InterruptedException;

	}

}
