package dev.hardening.requests;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Interrupts the work on requests that are past their deadline. One thread looks at all
 * requests in flight now and then, which costs a request less than a timer of its own.
 */
public final class DeadlineWatcher implements AutoCloseable {

	private static final long SHORTEST_TICK_MILLIS = 10;

	private static final long LONGEST_TICK_MILLIS = 250;

	private final Set<Deadline> running = ConcurrentHashMap.newKeySet();

	private final long timeoutNanos;

	private final LongSupplier nanoTime;

	private final ScheduledExecutorService executor;

	/**
	 * Create a watcher and start its thread.
	 * @param timeout the time a request may take
	 */
	public DeadlineWatcher(Duration timeout) {
		this(timeout, System::nanoTime);
		long tick = Math.min(LONGEST_TICK_MILLIS, Math.max(SHORTEST_TICK_MILLIS, timeout.toMillis() / 20));
		this.executor.scheduleWithFixedDelay(this::expire, tick, tick, TimeUnit.MILLISECONDS);
	}

	DeadlineWatcher(Duration timeout, LongSupplier nanoTime) {
		this.timeoutNanos = timeout.toNanos();
		this.nanoTime = nanoTime;
		this.executor = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "hardening-deadlines");
			thread.setDaemon(true);
			return thread;
		});
	}

	/**
	 * Start the time of a request on the current thread.
	 * @return the deadline, to be {@linkplain #finish finished} by the same thread
	 */
	public Deadline start() {
		Deadline deadline = new Deadline(Thread.currentThread(), this.nanoTime.getAsLong() + this.timeoutNanos);
		this.running.add(deadline);
		return deadline;
	}

	/**
	 * End the time of a request. From here on its thread is not interrupted any more.
	 * @param deadline the deadline
	 */
	public void finish(Deadline deadline) {
		this.running.remove(deadline);
		deadline.finish();
	}

	void expire() {
		long now = this.nanoTime.getAsLong();
		this.running.forEach((deadline) -> deadline.expireIfDue(now));
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
