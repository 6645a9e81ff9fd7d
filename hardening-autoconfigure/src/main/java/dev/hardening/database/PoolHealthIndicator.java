package dev.hardening.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Down while every connection of the pool is taken and requests wait for one.
 */
class PoolHealthIndicator extends AbstractHealthIndicator {

	private final HikariDataSource dataSource;

	PoolHealthIndicator(HikariDataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		HikariPoolMXBean pool = this.dataSource.getHikariPoolMXBean();
		if (pool == null) {
			builder.up().withDetail("started", false);
			return;
		}
		int active = pool.getActiveConnections();
		int waiting = pool.getThreadsAwaitingConnection();
		boolean exhausted = active >= this.dataSource.getMaximumPoolSize() && waiting > 0;
		(exhausted ? builder.down() : builder.up()).withDetail("active", active)
			.withDetail("waiting", waiting)
			.withDetail("maximum", this.dataSource.getMaximumPoolSize());
	}

}
