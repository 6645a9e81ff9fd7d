package dev.hardening.sentry;

import io.sentry.Sentry;
import io.sentry.SentryOptions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Sends the reports that wait when all that could make one has stopped, for no longer
 * than {@code sentry.shutdown-timeout-millis}.
 */
class SentryShutdownStep implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(SentryShutdownStep.class);

	private volatile boolean running;

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		if (Sentry.isEnabled()) {
			SentryOptions options = Sentry.getCurrentScopes().getOptions();
			Sentry.flush(options.getShutdownTimeoutMillis());
			logger.info("Shutdown: error reports were sent, or given up");
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	// Before the very last, after everything else that has a life cycle.
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE + 1;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
