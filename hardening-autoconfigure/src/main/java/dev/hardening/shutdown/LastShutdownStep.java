package dev.hardening.shutdown;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Logs that everything with a life cycle has stopped; pools and connections, which are
 * beans that are destroyed, close next.
 */
class LastShutdownStep implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(LastShutdownStep.class);

	private volatile boolean running;

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		logger.info("Shutdown: the server and all executors have stopped, pools and connections close");
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
