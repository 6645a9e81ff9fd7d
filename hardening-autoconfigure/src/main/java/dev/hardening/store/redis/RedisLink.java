package dev.hardening.store.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A connection of its own to the user's Redis. The first one is made in the background,
 * so that neither the start nor a request waits for a Redis that is not there; Lettuce
 * makes the later ones.
 */
final class RedisLink implements AutoCloseable {

	private static final Duration PATIENCE_AT_START = Duration.ofSeconds(1);

	private final LettuceConnectionFactory factory;

	private final Duration timeout;

	private final Runnable afterClose;

	private @Nullable CompletableFuture<@Nullable Void> connecting;

	private volatile boolean connected;

	/**
	 * Create the link and wait a moment for it, so that the first requests are counted.
	 * @param factory makes the connection
	 * @param timeout the most that a request waits
	 * @param afterClose frees what the factory does not
	 */
	RedisLink(LettuceConnectionFactory factory, Duration timeout, Runnable afterClose) {
		this.factory = factory;
		this.timeout = timeout;
		this.afterClose = afterClose;
		factory.start();
		try {
			awaitConnection(PATIENCE_AT_START);
		}
		catch (RedisUnavailableException ex) {
			// The first request tries again.
		}
	}

	/**
	 * Ask Redis.
	 * @param <T> the type of the answer
	 * @param command what to ask
	 * @return the answer
	 * @throws RedisUnavailableException if there is none in time
	 */
	<T> T ask(Function<RedisConnection, T> command) {
		if (!this.connected) {
			awaitConnection(this.timeout);
		}
		try (RedisConnection connection = this.factory.getConnection()) {
			return command.apply(connection);
		}
		catch (DataAccessException | io.lettuce.core.RedisException | IllegalStateException ex) {
			throw new RedisUnavailableException("Redis did not answer", ex);
		}
	}

	private void awaitConnection(Duration patience) {
		try {
			connect().get(patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RedisUnavailableException("Interrupted while connecting to Redis", ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new RedisUnavailableException("There is no connection to Redis", ex);
		}
	}

	private synchronized CompletableFuture<@Nullable Void> connect() {
		CompletableFuture<@Nullable Void> running = this.connecting;
		if (running != null && !running.isCompletedExceptionally()) {
			return running;
		}
		CompletableFuture<@Nullable Void> started = new CompletableFuture<>();
		this.connecting = started;
		Thread thread = new Thread(() -> open(started), "hardening-redis");
		thread.setDaemon(true);
		thread.start();
		return started;
	}

	private void open(CompletableFuture<@Nullable Void> result) {
		try (RedisConnection connection = this.factory.getConnection()) {
			// A connection is lazy until it is used.
			connection.ping();
			this.connected = true;
			result.complete(null);
		}
		catch (RuntimeException ex) {
			result.completeExceptionally(ex);
		}
	}

	@Override
	public void close() {
		this.factory.destroy();
		this.afterClose.run();
	}

}
