package dev.hardening.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BiConsumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.hardening.audit.SummaryContributor;
import org.jspecify.annotations.Nullable;

/**
 * The lines of the start-up summary about the database.
 */
class DatabaseSummary implements SummaryContributor {

	private final DataSource dataSource;

	private final @Nullable HikariDataSource pool;

	DatabaseSummary(DataSource dataSource, @Nullable HikariDataSource pool) {
		this.dataSource = dataSource;
		this.pool = pool;
	}

	@Override
	public void contribute(BiConsumer<String, String> lines) {
		lines.accept("database", url());
		if (this.pool != null) {
			lines.accept("pool", describe(this.pool));
		}
	}

	private String url() {
		if (this.pool != null) {
			return JdbcUrl.withoutCredentials(this.pool.getJdbcUrl());
		}
		try (Connection connection = this.dataSource.getConnection()) {
			return JdbcUrl.withoutCredentials(connection.getMetaData().getURL());
		}
		catch (SQLException ex) {
			return "does not answer";
		}
	}

	static String describe(HikariDataSource pool) {
		return "maximum-size=%d, minimum-idle=%d, connection-timeout=%dms, max-lifetime=%dms, keepalive=%dms".formatted(
				pool.getMaximumPoolSize(), pool.getMinimumIdle(), pool.getConnectionTimeout(), pool.getMaxLifetime(),
				pool.getKeepaliveTime());
	}

}
