package dev.hardening.apikey.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.hardening.apikey.ApiKey;
import dev.hardening.apikey.ApiKeyStore;
import dev.hardening.apikey.StoredApiKey;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps keys in the table {@code hardening_api_key}. Changes are stamped with the
 * database's clock, so that the nodes' clocks need not agree. Last use is no change.
 */
class JdbcApiKeyStore implements ApiKeyStore {

	private static final String SELECT = "select * from hardening_api_key ";

	private final JdbcClient jdbc;

	private final TransactionOperations transactions;

	JdbcApiKeyStore(JdbcClient jdbc, TransactionOperations transactions) {
		this.jdbc = jdbc;
		this.transactions = transactions;
	}

	@Override
	public @Nullable StoredApiKey find(String hash) {
		return this.jdbc.sql(SELECT + "where key_hash = ?").param(hash).query(ApiKeyRow::map).optional().orElse(null);
	}

	@Override
	public @Nullable StoredApiKey findById(String id) {
		return this.jdbc.sql(SELECT + "where id = ?").param(id).query(ApiKeyRow::map).optional().orElse(null);
	}

	@Override
	public List<ApiKey> findAll() {
		return this.jdbc.sql(SELECT + "order by created_at desc, id")
			.query(ApiKeyRow::map)
			.list()
			.stream()
			.map(StoredApiKey::key)
			.toList();
	}

	@Override
	public void insert(StoredApiKey stored) {
		// The connection may not commit by itself.
		this.transactions.executeWithoutResult((status) -> doInsert(stored));
	}

	private void doInsert(StoredApiKey stored) {
		ApiKey key = stored.key();
		this.jdbc
			.sql("insert into hardening_api_key (id, key_hash, name, hint, roles, scopes, tier, created_at, expires_at)"
					+ " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
			.param(key.id())
			.param(stored.hash())
			.param(key.name())
			.param(key.hint())
			.param(join(key.roles()))
			.param(join(key.scopes()))
			.param(key.tier())
			.param(timestamp(key.createdAt()))
			.param(timestamp(key.expiresAt()))
			.update();
	}

	@Override
	public boolean replace(String id, Instant expiresAt, StoredApiKey successor) {
		return Boolean.TRUE.equals(this.transactions.execute((status) -> {
			int replaced = this.jdbc
				.sql("update hardening_api_key set expires_at = ?, replaced_by = ?, changed_at = current_timestamp"
						+ " where id = ? and replaced_by is null and disabled_at is null and revoked_at is null")
				.param(timestamp(expiresAt))
				.param(successor.key().id())
				.param(id)
				.update();
			if (replaced == 1) {
				doInsert(successor);
			}
			return replaced == 1;
		}));
	}

	@Override
	public void revoke(String id, Instant at) {
		this.transactions.executeWithoutResult((status) -> this.jdbc
			.sql("update hardening_api_key set revoked_at = ?, changed_at = current_timestamp"
					+ " where id = ? and revoked_at is null")
			.param(timestamp(at))
			.param(id)
			.update());
	}

	@Override
	public void disable(String id, @Nullable Instant at) {
		this.transactions.executeWithoutResult((status) -> this.jdbc
			.sql("update hardening_api_key set disabled_at = ?, changed_at = current_timestamp where id = ?")
			.param(timestamp(at))
			.param(id)
			.update());
	}

	@Override
	public void used(Map<String, Instant> lastUsed) {
		// In one order on all nodes, else two batches could lock each other's rows.
		Set<String> ids = new TreeSet<>(lastUsed.keySet());
		this.transactions.executeWithoutResult((status) -> {
			for (String id : ids) {
				OffsetDateTime at = timestamp(lastUsed.get(id));
				this.jdbc
					.sql("update hardening_api_key set last_used_at = ?"
							+ " where id = ? and (last_used_at is null or last_used_at < ?)")
					.param(at)
					.param(id)
					.param(at)
					.update();
			}
		});
	}

	@Override
	public Collection<String> changedWithin(Duration window) {
		return this.jdbc
			.sql("select key_hash from hardening_api_key where changed_at >"
					+ " current_timestamp - cast(? as integer) * interval '1' second")
			.param((int) Math.min(window.toSeconds() + 1, Integer.MAX_VALUE))
			.query(String.class)
			.list();
	}

	private static String join(Set<String> names) {
		return String.join(",", new TreeSet<>(names));
	}

	private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
		return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
	}

}
