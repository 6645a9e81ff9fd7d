package dev.hardening.ratelimit.redis;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import dev.hardening.ratelimit.RateLimitStoreException;
import dev.hardening.ratelimit.redis.RunningCall.Ending;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls of the script and hears their answers. A Redis that lost the script, after
 * a restart for example, gets the text once. The circuit breaker sees to it that an
 * outage costs no request time: it counts calls, and lets two through to probe.
 */
final class ScriptRunner {

	private static final long SHORTEST_SESSION = TimeUnit.SECONDS.toNanos(1);

	private final RedisLink link;

	private final BucketScript script;

	private final CircuitBreaker breaker;

	private final Rejections rejections;

	private final CallTimes times;

	private final LimitsText texts = new LimitsText();

	private final AtomicLong renewed = new AtomicLong(System.nanoTime() - SHORTEST_SESSION);

	ScriptRunner(RedisLink link, BucketScript script, CircuitBreaker breaker, Rejections rejections, CallTimes times) {
		this.link = link;
		this.script = script;
		this.breaker = breaker;
		this.rejections = rejections;
		this.times = times;
		breaker.getEventPublisher().onStateTransition((event) -> {
			if (event.getStateTransition().getToState() == State.OPEN) {
				renew();
			}
		});
	}

	boolean isCluster() {
		return this.link.isCluster();
	}

	/**
	 * Return whether Redis answers as far as is known.
	 * @return {@code false} if a call is a probe
	 */
	boolean isTrusted() {
		return this.breaker.getState() == State.CLOSED;
	}

	State state() {
		return this.breaker.getState();
	}

	/**
	 * Run the script.
	 * @param parts for whom
	 * @param settled called once, when the call occupies Redis no longer, and before
	 * anybody hears the answer
	 */
	void run(List<Part> parts, Runnable settled) {
		if (!this.breaker.tryAcquirePermission()) {
			settled.run();
			RateLimitStoreException refusal = new RateLimitStoreException("Redis is not asked after it failed", null);
			parts.forEach((part) -> part.answer().completeExceptionally(refusal));
			return;
		}
		long asked = this.rejections.now();
		RunningCall running = new RunningCall(new ScriptCall(parts, this.texts), (ending) -> {
			judge(parts, ending, asked);
			settled.run();
		});
		RedisClusterAsyncCommands<byte[], byte[]> commands = this.link.commands();
		if (commands == null) {
			running.fail(new RateLimitStoreException("There is no connection to Redis", this.link.failure()));
			return;
		}
		try {
			this.script.run(commands, running.call())
				.whenComplete((answer, failure) -> hear(commands, running, answer, failure));
		}
		catch (RedisException | IllegalStateException ex) {
			running.fail(ex);
		}
	}

	private void hear(RedisClusterAsyncCommands<byte[], byte[]> commands, RunningCall running, byte @Nullable [] answer,
			@Nullable Throwable failure) {
		if (failure instanceof RedisNoScriptException) {
			try {
				this.script.teach(commands, running.call()).whenComplete((late, again) -> end(running, late, again));
			}
			catch (RedisException | IllegalStateException ex) {
				running.fail(ex);
			}
			return;
		}
		end(running, answer, failure);
	}

	private static void end(RunningCall running, byte @Nullable [] answer, @Nullable Throwable failure) {
		if (answer != null) {
			running.end(answer);
		}
		else {
			running.fail((failure != null) ? failure : new IllegalStateException("The script did not answer"));
		}
	}

	private void judge(List<Part> parts, Ending ending, long asked) {
		Throwable failure = ending.failure();
		this.times.record(ending.nanos(), failure == null);
		if (failure == null) {
			this.breaker.onSuccess(ending.nanos(), TimeUnit.NANOSECONDS);
			for (int i = 0; i < parts.size(); i++) {
				this.rejections.note(parts.get(i), ending.answers().get(i), asked);
			}
			return;
		}
		this.breaker.onError(ending.nanos(), TimeUnit.NANOSECONDS, failure);
		// A master that became a replica; the address of the new one is found anew.
		if (String.valueOf(failure.getMessage()).contains("READONLY")) {
			renew();
		}
	}

	/**
	 * Delete a bucket.
	 * @param key its name
	 * @param nanos how long to wait
	 */
	void delete(byte[] key, long nanos) {
		RedisClusterAsyncCommands<byte[], byte[]> commands = this.link.commands();
		if (commands == null) {
			throw new RateLimitStoreException("There is no connection to Redis", null);
		}
		try {
			commands.del(key).get(nanos, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RateLimitStoreException("Interrupted while waiting for Redis", ex);
		}
		catch (ExecutionException | TimeoutException | RedisException ex) {
			throw new RateLimitStoreException("Redis did not answer", ex);
		}
	}

	// Not for every one of many failures at once.
	private void renew() {
		long last = this.renewed.get();
		long now = System.nanoTime();
		if (now - last >= SHORTEST_SESSION && this.renewed.compareAndSet(last, now)) {
			this.link.renew();
		}
	}

}
