package dev.hardening.database;

import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.SummaryContributor;
import dev.hardening.web.ControlMode;
import dev.hardening.web.ControlReporter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Wires what watches the connection pool, where it is Hikari's.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnClass({ HikariDataSource.class, DataSourceUnwrapper.class })
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnBooleanProperty(name = "hardening.database.enabled", matchIfMissing = true)
public final class PoolAutoConfiguration {

	// An early bean: it must ask for nothing that a pool of the application may need.
	@Bean
	static ConnectionGatePostProcessor connectionGates(Environment environment,
			ObjectProvider<ControlReporter> reporter) {
		int most = Binder.get(environment).bindOrCreate("hardening.database", DatabaseProperties.class).maxWaiting();
		return new ConnectionGatePostProcessor(() -> gate(most, reporter));
	}

	private static @Nullable ConnectionGate gate(int most, ObjectProvider<ControlReporter> reporter) {
		return (most > 0) ? new ConnectionGate(most,
				() -> reporter.ifAvailable(
						(one) -> one.refused("database", ControlMode.ENFORCE, () -> "too many wait for a connection")),
				System::nanoTime) : null;
	}

	@Bean
	SummaryContributor databaseSummary(DataSource dataSource) {
		return new DatabaseSummary(dataSource, pool(dataSource));
	}

	@Bean
	AuditChecks poolAuditChecks(DataSource dataSource) {
		HikariDataSource pool = pool(dataSource);
		return (pool != null) ? new PoolAuditChecks(pool) : List::of;
	}

	static @Nullable HikariDataSource pool(DataSource dataSource) {
		return DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class, HikariDataSource.class);
	}

}
