package dev.hardening.shutdown;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Logs how far the shutdown is: whatever has a life cycle in a higher phase has stopped.
 */
class LoggedStep implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(LoggedStep.class);

	private final int phase;

	private final String message;

	private volatile boolean running;

	LoggedStep(int phase, String message) {
		this.phase = phase;
		this.message = message;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		logger.info("Shutdown: " + this.message);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
