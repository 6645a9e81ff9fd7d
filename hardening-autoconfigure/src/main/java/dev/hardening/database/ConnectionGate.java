package dev.hardening.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Bounds how many requests wait for a connection while the pool hands out none. Each that
 * waits holds a thread for the patience of the pool, so that within seconds a database
 * that is gone would have taken every thread of the server, those that answer probes
 * among them. As long as connections come and go nobody is turned away, however many
 * wait.
 */
final class ConnectionGate {

	private static final Log logger = LogFactory.getLog(ConnectionGate.class);

	/** A pool that works hands out a connection more often than this. */
	private static final long STALLED = TimeUnit.MILLISECONDS.toNanos(100);

	private final AtomicInteger waiting = new AtomicInteger();

	private final AtomicBoolean closed = new AtomicBoolean();

	private final int most;

	private final Runnable onRefusal;

	private final LongSupplier clock;

	/** When a connection was handed out, or when somebody began to wait for one. */
	private volatile long progress;

	/**
	 * Create the gate.
	 * @param most the number that may wait
	 * @param onRefusal told of each that may not
	 * @param clock the time in nanoseconds
	 */
	ConnectionGate(int most, Runnable onRefusal, LongSupplier clock) {
		this.most = most;
		this.onRefusal = onRefusal;
		this.clock = clock;
		this.progress = clock.getAsLong();
	}

	/**
	 * Pass the gate with somebody who wants a connection.
	 * @param <T> the type of what comes of it
	 * @param pool hands out the connection
	 * @return what the pool handed out
	 * @throws SQLException if it is refused, by the gate or by the pool
	 */
	<T> T pass(Source<T> pool) throws SQLException {
		int before = this.waiting.getAndIncrement();
		try {
			if (before == 0) {
				this.progress = this.clock.getAsLong();
			}
			else if (before >= this.most && isStalled()) {
				refuse();
			}
			T connection = pool.get();
			this.progress = this.clock.getAsLong();
			open();
			return connection;
		}
		finally {
			this.waiting.decrementAndGet();
		}
	}

	private boolean isStalled() {
		return this.clock.getAsLong() - this.progress >= STALLED;
	}

	private void refuse() throws SQLTransientConnectionException {
		if (this.closed.compareAndSet(false, true)) {
			logger.error(("%d requests wait for a connection to the database and none is handed out: more are refused "
					+ "at once. Either the database does not answer, or connections are not given back "
					+ "(spring.datasource.hikari.leak-detection-threshold: 30s tells where)")
				.formatted(this.most));
		}
		this.onRefusal.run();
		throw new SQLTransientConnectionException(
				"%d others wait for a connection already (hardening.database.max-waiting)".formatted(this.most));
	}

	private void open() {
		if (this.closed.get() && this.closed.compareAndSet(true, false)) {
			logger.warn("Connections to the database are handed out again");
		}
	}

	/**
	 * Where connections come from.
	 *
	 * @param <T> what they are
	 */
	@FunctionalInterface
	interface Source<T> {

		T get() throws SQLException;

	}

}
