package dev.hardening.store.jdbc;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import dev.hardening.store.SharedState;
import dev.hardening.store.StateSpace;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps shared state in the table {@code hardening_shared_state}. Each change is a
 * transaction of its own: what was used stays used when the caller's is rolled back.
 */
class JdbcSharedState implements SharedState {

	private final JdbcClient jdbc;

	private final TransactionOperations newTransaction;

	private final SharedStateSweeper sweeper;

	private final Clock clock;

	JdbcSharedState(JdbcClient jdbc, TransactionOperations newTransaction, SharedStateSweeper sweeper, Clock clock) {
		this.jdbc = jdbc;
		this.newTransaction = newTransaction;
		this.sweeper = sweeper;
		this.clock = clock;
	}

	@Override
	public void put(StateSpace space, String id, String value, Instant until) {
		if (!update(space, id, value, until) && !insert(space, id, value, until)) {
			// Somebody else wrote it meanwhile.
			update(space, id, value, until);
		}
	}

	private boolean update(StateSpace space, String id, String value, Instant until) {
		return changes(this.jdbc
			.sql("update hardening_shared_state set content = ?, expires_at = ? where space = ? and id = ?")
			.param(value)
			.param(timestamp(until))
			.param(space.name())
			.param(id));
	}

	private boolean insert(StateSpace space, String id, String value, Instant until) {
		if (space.isBounded()) {
			this.sweeper.watch(space);
		}
		try {
			return changes(this.jdbc
				.sql("insert into hardening_shared_state (space, id, content, expires_at) values (?, ?, ?, ?)")
				.param(space.name())
				.param(id)
				.param(value)
				.param(timestamp(until)));
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	@Override
	public boolean putIfAbsent(StateSpace space, String id, String value, Instant until) {
		changes(this.jdbc.sql("delete from hardening_shared_state where space = ? and id = ? and expires_at <= ?")
			.param(space.name())
			.param(id)
			.param(timestamp(this.clock.instant())));
		return insert(space, id, value, until);
	}

	@Override
	public boolean replace(StateSpace space, String id, String expected, String value, Instant until) {
		return changes(this.jdbc
			.sql("update hardening_shared_state set content = ?, expires_at = ?"
					+ " where space = ? and id = ? and content = ? and expires_at > ?")
			.param(value)
			.param(timestamp(until))
			.param(space.name())
			.param(id)
			.param(expected)
			.param(timestamp(this.clock.instant())));
	}

	@Override
	public Map<String, String> find(StateSpace space, Collection<String> ids) {
		Map<String, String> found = new HashMap<>();
		RowCallbackHandler collect = (row) -> found.put(row.getString(1), row.getString(2));
		if (!ids.isEmpty()) {
			this.jdbc
				.sql("select id, content from hardening_shared_state"
						+ " where space = :space and id in (:ids) and expires_at > :now")
				.param("space", space.name())
				.param("ids", ids)
				.param("now", timestamp(this.clock.instant()))
				.query(collect);
		}
		return found;
	}

	@Override
	public void remove(StateSpace space, String id) {
		changes(this.jdbc.sql("delete from hardening_shared_state where space = ? and id = ?")
			.param(space.name())
			.param(id));
	}

	// The connection may not commit by itself.
	private boolean changes(JdbcClient.StatementSpec statement) {
		return Boolean.TRUE.equals(this.newTransaction.execute((status) -> statement.update() == 1));
	}

	static OffsetDateTime timestamp(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

}
