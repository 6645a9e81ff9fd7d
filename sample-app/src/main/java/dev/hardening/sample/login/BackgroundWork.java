package dev.hardening.sample.login;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;

import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Work that is done after the answer: so many threads, so many tasks that may wait, and a
 * while to finish them when the application stops. Its metrics are those of executors.
 */
final class BackgroundWork implements AutoCloseable {

	private final ThreadPoolTaskExecutor executor;

	// Boot's builder hands the id of the request on to what is done after the answer.
	BackgroundWork(String name, int threads, int waiting, Duration toFinish, ThreadPoolTaskExecutorBuilder executors,
			MeterRegistry meters) {
		this.executor = executors.threadNamePrefix(name + "-")
			.corePoolSize(threads)
			.maxPoolSize(threads)
			.queueCapacity(waiting)
			.awaitTermination(true)
			.awaitTerminationPeriod(toFinish)
			.build();
		this.executor.initialize();
		new ExecutorServiceMetrics(this.executor.getThreadPoolExecutor(), name, Tags.empty()).bindTo(meters);
	}

	/**
	 * Have a task done.
	 * @param task the task
	 * @throws TaskRejectedException if too many wait
	 */
	void execute(Runnable task) {
		this.executor.execute(task);
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

}
