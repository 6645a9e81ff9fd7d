package dev.hardening.shutdown.servlet;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the tasks of an executor that does not tell how many it has.
 */
final class CountedExecutor extends AbstractExecutorService {

	private final ExecutorService executor;

	private final AtomicLong tasks = new AtomicLong();

	CountedExecutor(ExecutorService executor) {
		this.executor = executor;
	}

	@Override
	public void execute(Runnable task) {
		this.tasks.incrementAndGet();
		boolean handedOn = false;
		try {
			this.executor.execute(() -> run(task));
			handedOn = true;
		}
		finally {
			if (!handedOn) {
				this.tasks.decrementAndGet();
			}
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

	@Override
	public void shutdown() {
		this.executor.shutdown();
	}

	@Override
	public List<Runnable> shutdownNow() {
		return this.executor.shutdownNow();
	}

	@Override
	public boolean isShutdown() {
		return this.executor.isShutdown();
	}

	@Override
	public boolean isTerminated() {
		return this.executor.isTerminated();
	}

	@Override
	public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
		return this.executor.awaitTermination(timeout, unit);
	}

}
