package dev.hardening.health;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Status;

/**
 * A check that runs once at a time, whoever asks, and whose answer is reused for a while.
 * A check that hangs holds one thread, however often it is asked, and counts as failed
 * meanwhile; askers wait for no longer than the time limit of the run.
 */
final class CachedCheck {

	private static final Log logger = LogFactory.getLog(CachedCheck.class);

	private final String name;

	private final Executor executor;

	private final long timeout;

	private final long cache;

	private final LongSupplier clock;

	private @Nullable Run last;

	CachedCheck(String name, Executor executor, Duration timeout, Duration cache, LongSupplier clock) {
		this.name = name;
		this.executor = executor;
		this.timeout = timeout.toNanos();
		this.cache = cache.toNanos();
		this.clock = clock;
	}

	/**
	 * Start the check unless it runs or its answer is fresh.
	 * @param check what to run
	 * @return where to wait for the answer
	 */
	synchronized Run start(Supplier<Status> check) {
		Run run = this.last;
		if (run == null || run.isStale()) {
			run = new Run(check, this.clock.getAsLong());
			this.last = run;
			this.executor.execute(run);
		}
		return run;
	}

	/**
	 * One run of the check.
	 */
	final class Run implements Runnable {

		private final CountDownLatch done = new CountDownLatch(1);

		private final Supplier<Status> check;

		private final long started;

		private volatile long ended;

		private volatile Status status = Status.DOWN;

		private Run(Supplier<Status> check, long started) {
			this.check = check;
			this.started = started;
		}

		@Override
		public void run() {
			try {
				this.status = this.check.get();
			}
			catch (RuntimeException ex) {
				logger.warn("The health check '%s' threw %s".formatted(CachedCheck.this.name, ex.getClass().getName()));
				logger.debug("The health check '%s' threw".formatted(CachedCheck.this.name), ex);
			}
			finally {
				this.ended = CachedCheck.this.clock.getAsLong();
				this.done.countDown();
			}
		}

		private boolean isStale() {
			return this.done.getCount() == 0
					&& CachedCheck.this.clock.getAsLong() - this.ended >= CachedCheck.this.cache;
		}

		/**
		 * Wait for the answer.
		 * @return the answer, down when there is none within the time limit
		 */
		Status await() {
			long left = this.started + CachedCheck.this.timeout - CachedCheck.this.clock.getAsLong();
			try {
				return this.done.await(left, TimeUnit.NANOSECONDS) ? this.status : Status.DOWN;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return Status.DOWN;
			}
		}

	}

}
