package dev.hardening.ratelimit.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A connection of its own to the user's Redis, made in the background, so that neither
 * the start nor a request waits for a Redis that is not there. Lettuce connects again
 * after a connection is lost; one that hangs is renewed here. There is a connection only
 * once Redis has been taught the script.
 */
final class RedisLink implements AutoCloseable {

	private static final Duration PATIENCE_AT_START = Duration.ofSeconds(1);

	private static final Duration PATIENCE_WITH_SCRIPT = Duration.ofSeconds(2);

	private static final long LONGEST_PAUSE = Duration.ofSeconds(1).toNanos();

	/** So often the script runs before the first request, whose budget is short. */
	private static final int REHEARSALS = 3;

	private final LettuceConnectionFactory factory;

	private final AbstractRedisClient client;

	private final Rehearsal rehearsal;

	private final Runnable afterClose;

	private final CompletableFuture<Boolean> first = new CompletableFuture<>();

	private volatile @Nullable Session session;

	private @Nullable Thread connecting;

	private volatile @Nullable Exception failure;

	private volatile boolean closed;

	/**
	 * Create the link and wait a moment for it, so that the first requests are counted.
	 * @param factory makes the client
	 * @param rehearsal what to do with a new connection before it is used
	 * @param afterClose frees what the factory does not
	 */
	RedisLink(LettuceConnectionFactory factory, Rehearsal rehearsal, Runnable afterClose) {
		this.factory = factory;
		this.rehearsal = rehearsal;
		this.afterClose = afterClose;
		factory.start();
		this.client = factory.getRequiredNativeClient();
		connect();
		try {
			this.first.get(PATIENCE_AT_START.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			// It is tried again until it succeeds.
		}
	}

	/**
	 * Return the connection.
	 * @return the commands, or {@code null} while there is no connection
	 */
	@Nullable RedisClusterAsyncCommands<byte[], byte[]> commands() {
		Session current = this.session;
		return (current != null) ? current.commands() : null;
	}

	/**
	 * Return why there is no connection.
	 * @return the latest failure, {@code null} if none is known
	 */
	@Nullable Exception failure() {
		return this.failure;
	}

	boolean isCluster() {
		return this.factory.isClusterAware();
	}

	/**
	 * Give up a connection that does not answer, or that leads to a server which no
	 * longer takes writes, for a new one. In a cluster the other nodes may well answer;
	 * there only the view of it is renewed.
	 */
	void renew() {
		if (this.client instanceof RedisClusterClient cluster) {
			cluster.refreshPartitionsAsync();
			return;
		}
		Session current = this.session;
		if (current != null) {
			this.session = null;
			current.connection().closeAsync();
			connect();
		}
	}

	private synchronized void connect() {
		if (this.closed || (this.connecting != null && this.connecting.isAlive())) {
			return;
		}
		this.connecting = new Thread(this::connectUntilDone, "hardening-redis");
		this.connecting.setDaemon(true);
		this.connecting.start();
	}

	private void connectUntilDone() {
		long pause = TimeUnit.MILLISECONDS.toNanos(20);
		while (!this.closed && this.session == null) {
			try {
				Session opened = open();
				this.session = opened;
				this.failure = null;
				if (this.closed) {
					opened.connection().closeAsync();
				}
				this.first.complete(true);
			}
			catch (RedisException | IllegalStateException | ExecutionException | TimeoutException ex) {
				this.failure = ex;
				// All instances lose Redis at the same moment; they do not come back at
				// one.
				LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(pause / 2, pause));
				pause = Math.min(2 * pause, LONGEST_PAUSE);
			}
			catch (InterruptedException ex) {
				return;
			}
		}
	}

	private Session open() throws ExecutionException, TimeoutException, InterruptedException {
		Session opened = (this.client instanceof RedisClusterClient cluster)
				? Session.of(cluster.connect(ByteArrayCodec.INSTANCE))
				: Session.of(((RedisClient) this.client).connect(ByteArrayCodec.INSTANCE));
		boolean ready = false;
		try {
			for (int i = 0; i < REHEARSALS; i++) {
				this.rehearsal.play(opened.commands()).get(PATIENCE_WITH_SCRIPT.toNanos(), TimeUnit.NANOSECONDS);
			}
			ready = true;
			return opened;
		}
		finally {
			if (!ready) {
				opened.connection().closeAsync();
			}
		}
	}

	@Override
	public void close() {
		this.closed = true;
		Session current = this.session;
		this.session = null;
		if (current != null) {
			current.connection().closeAsync();
		}
		this.factory.destroy();
		this.afterClose.run();
	}

	/**
	 * Teaches Redis the script and tries it.
	 */
	@FunctionalInterface
	interface Rehearsal {

		/**
		 * Run the script once.
		 * @param commands the new connection
		 * @return done when it answered
		 */
		CompletableFuture<?> play(RedisClusterAsyncCommands<byte[], byte[]> commands);

	}

	private record Session(StatefulConnection<byte[], byte[]> connection,
			RedisClusterAsyncCommands<byte[], byte[]> commands) {

		static Session of(StatefulRedisConnection<byte[], byte[]> connection) {
			return new Session(connection, connection.async());
		}

		static Session of(StatefulRedisClusterConnection<byte[], byte[]> connection) {
			return new Session(connection, connection.async());
		}

	}

}
