package dev.hardening.apikey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;

/**
 * What happens beside the requests: hearing of keys that changed on other nodes, and
 * writing down when keys were last used. While no issued key is in use the store is left
 * in peace.
 */
class ApiKeyMaintenance implements InitializingBean, DisposableBean {

	private static final Log logger = LogFactory.getLog(ApiKeyMaintenance.class);

	/** Long enough for a transaction that began before and is committed after a poll. */
	private static final Duration SLACK = Duration.ofSeconds(30);

	private final ApiKeyStore store;

	private final ApiKeyCache cache;

	private final LastUsed lastUsed;

	private final Duration changePoll;

	private final Duration lastUsedInterval;

	private final Clock clock;

	private final ScheduledExecutorService executor = Executors
		.newSingleThreadScheduledExecutor(ApiKeyMaintenance::thread);

	private Instant heard;

	ApiKeyMaintenance(ApiKeyStore store, ApiKeyCache cache, LastUsed lastUsed, ApiKeyProperties properties,
			Clock clock) {
		this.store = store;
		this.cache = cache;
		this.lastUsed = lastUsed;
		this.changePoll = properties.changePoll();
		this.lastUsedInterval = properties.lastUsedInterval();
		this.clock = clock;
		this.heard = clock.instant();
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "hardening-api-keys");
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public void afterPropertiesSet() {
		schedule(this::hearOfChanges, this.changePoll);
		schedule(this::flush, this.lastUsedInterval);
	}

	private void schedule(Runnable task, Duration delay) {
		this.executor.scheduleWithFixedDelay(() -> run(task), delay.toMillis(), delay.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			// A task that throws would never run again.
			logger.debug("The store of API keys does not answer", ex);
		}
	}

	void hearOfChanges() {
		Instant now = this.clock.instant();
		if (!this.cache.isEmpty()) {
			this.cache.forgetAll(this.store.changedWithin(window(now)));
		}
		this.heard = now;
	}

	// After an outage of the store it reaches back to the last time it answered.
	private Duration window(Instant now) {
		return Duration.between(this.heard, now).plus(SLACK);
	}

	void flush() {
		this.lastUsed.flush(this.store);
	}

	@Override
	public void destroy() {
		this.executor.shutdownNow();
		run(this::flush);
	}

}
