package dev.hardening.health;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CachedCheck}.
 */
class CachedCheckTests {

	private final AtomicLong now = new AtomicLong();

	private final AtomicInteger runs = new AtomicInteger();

	private final Deque<Runnable> queued = new ArrayDeque<>();

	private final Supplier<Status> up = () -> {
		this.runs.incrementAndGet();
		return Status.UP;
	};

	@Test
	void startWhenAnswerIsFreshReusesIt() {
		CachedCheck check = check(Runnable::run);
		assertThat(check.start(this.up).await()).isEqualTo(Status.UP);
		advance(Duration.ofMillis(499));
		assertThat(check.start(this.up).await()).isEqualTo(Status.UP);
		assertThat(this.runs).hasValue(1);
	}

	@Test
	void startWhenAnswerIsStaleRunsAgain() {
		CachedCheck check = check(Runnable::run);
		check.start(this.up);
		advance(Duration.ofMillis(500));
		assertThat(check.start(() -> Status.DOWN).await()).isEqualTo(Status.DOWN);
	}

	@Test
	void startWhenStillRunningStartsNoSecond() {
		CachedCheck check = check(this.queued::add);
		check.start(this.up);
		advance(Duration.ofHours(1));
		check.start(this.up);
		assertThat(this.queued).hasSize(1);
	}

	@Test
	void awaitWhenOverTheLimitIsDownAndDoesNotWait() {
		CachedCheck check = check(this.queued::add);
		CachedCheck.Run run = check.start(this.up);
		advance(Duration.ofSeconds(1));
		assertThat(run.await()).isEqualTo(Status.DOWN);
	}

	@Test
	void awaitWhenLateAnswerCameUsesIt() {
		CachedCheck check = check(this.queued::add);
		check.start(this.up);
		advance(Duration.ofSeconds(30));
		this.queued.remove().run();
		assertThat(check.start(this.up).await()).isEqualTo(Status.UP);
	}

	@Test
	void awaitWhenCheckThrowsIsDown() {
		CachedCheck check = check(Runnable::run);
		assertThat(check.start(() -> {
			throw new IllegalStateException("cause");
		}).await()).isEqualTo(Status.DOWN);
	}

	@Test
	void startWhenAskedByManyAtOnceRunsOnce() throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			CachedCheck check = new CachedCheck("test", threads, Duration.ofSeconds(30), Duration.ofHours(1),
					System::nanoTime);
			CountDownLatch release = new CountDownLatch(1);
			Supplier<Status> hanging = () -> {
				await(release);
				return this.up.get();
			};
			var askers = IntStream.range(0, 50)
				.mapToObj((i) -> threads.submit(() -> check.start(hanging).await()))
				.toList();
			release.countDown();
			for (var asker : askers) {
				assertThat(asker.get()).isEqualTo(Status.UP);
			}
			assertThat(this.runs).hasValue(1);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private CachedCheck check(Executor executor) {
		return new CachedCheck("test", executor, Duration.ofSeconds(1), Duration.ofMillis(500), this.now::get);
	}

	private void advance(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

}
