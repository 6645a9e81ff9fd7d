package dev.hardening.database;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Wires the health of the connection pool.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class, HikariDataSource.class })
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnEnabledHealthIndicator("pool")
@ConditionalOnBooleanProperty(name = "hardening.database.enabled", matchIfMissing = true)
public final class DatabaseHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "poolHealthIndicator")
	HealthIndicator poolHealthIndicator(DataSource dataSource) {
		HikariDataSource pool = PoolAutoConfiguration.pool(dataSource);
		return (pool != null) ? new PoolHealthIndicator(pool) : () -> Health.unknown().build();
	}

}
