package dev.hardening.requests;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeadlineWatcher}.
 */
class DeadlineWatcherTests {

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);

	private final DeadlineWatcher watcher = new DeadlineWatcher(Duration.ofNanos(100), this.now::get);

	@AfterEach
	void close() {
		this.watcher.close();
		Thread.interrupted();
	}

	@Test
	void expireWhenTimeIsNotUpInterruptsNobody() {
		Deadline deadline = this.watcher.start();
		this.now.addAndGet(99);
		this.watcher.expire();
		assertThat(deadline.isExpired()).isFalse();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void expireWhenTimeIsUpInterruptsOnceAlsoWhenTheClockWrapsAround() {
		Deadline deadline = this.watcher.start();
		this.now.addAndGet(100);
		this.watcher.expire();
		assertThat(deadline.isExpired()).isTrue();
		assertThat(Thread.interrupted()).isTrue();
		this.watcher.expire();
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void finishWhenInterruptedHandsTheThreadBackClean() {
		Deadline deadline = this.watcher.start();
		this.now.addAndGet(100);
		this.watcher.expire();
		this.watcher.finish(deadline);
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(deadline.isExpired()).isTrue();
	}

	@Test
	void finishWhenInTimeIsNeverInterruptedLater() {
		Deadline deadline = this.watcher.start();
		this.watcher.finish(deadline);
		this.now.addAndGet(1000);
		this.watcher.expire();
		deadline.expireIfDue(this.now.get());
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(deadline.isExpired()).isFalse();
	}

}
