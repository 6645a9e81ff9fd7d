package dev.hardening.store.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.hardening.store.StateSpace;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Removes what has expired, and from bounded spaces what is beyond the bound. In
 * portions, so that no transaction is long; every instance does it, which does no harm.
 */
class SharedStateSweeper implements DisposableBean {

	private static final Log logger = LogFactory.getLog(SharedStateSweeper.class);

	static final int PORTION = 1000;

	private final JdbcClient jdbc;

	private final TransactionOperations transactions;

	private final Clock clock;

	private final Set<StateSpace> bounded = ConcurrentHashMap.newKeySet();

	private final ScheduledExecutorService executor = Executors
		.newSingleThreadScheduledExecutor(SharedStateSweeper::thread);

	SharedStateSweeper(JdbcClient jdbc, TransactionOperations transactions, Clock clock, Duration interval) {
		this.jdbc = jdbc;
		this.transactions = transactions;
		this.clock = clock;
		this.executor.scheduleWithFixedDelay(this::run, interval.toMillis(), interval.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "hardening-shared-state");
		thread.setDaemon(true);
		return thread;
	}

	void watch(StateSpace space) {
		this.bounded.add(space);
	}

	private void run() {
		try {
			sweep();
		}
		catch (RuntimeException ex) {
			// A task that throws would never run again.
			logger.debug("The table of shared state cannot be swept", ex);
		}
	}

	void sweep() {
		while (removeExpired() == PORTION) {
			logger.trace("Swept a portion");
		}
		this.bounded.forEach(this::trim);
	}

	private int removeExpired() {
		return changes(this.jdbc
			.sql("delete from hardening_shared_state where (space, id) in (select space, id"
					+ " from hardening_shared_state where expires_at <= ? fetch first %d rows only)".formatted(PORTION))
			.param(JdbcSharedState.timestamp(this.clock.instant())));
	}

	private void trim(StateSpace space) {
		long count = this.jdbc.sql("select count(*) from hardening_shared_state where space = ?")
			.param(space.name())
			.query(Long.class)
			.single();
		while (count > space.bound()) {
			long portion = Math.min(count - space.bound(), PORTION);
			int removed = changes(this.jdbc
				.sql("delete from hardening_shared_state where (space, id) in (select space, id from"
						+ " hardening_shared_state where space = ? order by expires_at fetch first %d rows only)"
							.formatted(portion))
				.param(space.name()));
			// Another instance may be at it as well.
			count = (removed > 0) ? count - removed : 0;
		}
	}

	private int changes(JdbcClient.StatementSpec statement) {
		Integer removed = this.transactions.execute((status) -> statement.update());
		return (removed != null) ? removed : 0;
	}

	@Override
	public void destroy() {
		this.executor.shutdownNow();
	}

}
