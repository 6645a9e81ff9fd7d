package dev.hardening.shutdown.servlet;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the tasks of an executor that does not tell how many it has.
 */
final class CountedExecutor implements Executor {

	private final Executor executor;

	private final AtomicLong tasks = new AtomicLong();

	CountedExecutor(Executor executor) {
		this.executor = executor;
	}

	@Override
	public void execute(Runnable task) {
		this.tasks.incrementAndGet();
		try {
			this.executor.execute(() -> run(task));
		}
		catch (RejectedExecutionException ex) {
			this.tasks.decrementAndGet();
			throw ex;
		}
	}

	private void run(Runnable task) {
		try {
			task.run();
		}
		finally {
			this.tasks.decrementAndGet();
		}
	}

	long tasks() {
		return this.tasks.get();
	}

}
