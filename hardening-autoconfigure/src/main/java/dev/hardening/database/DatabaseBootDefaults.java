package dev.hardening.database;

import dev.hardening.environment.BootDefaults;

import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Bounds for pools and statements. A request that cannot have a connection within seconds
 * fails, rather than to hold a thread for half a minute as with the defaults of the pool.
 */
class DatabaseBootDefaults implements BootDefaults {

	private static final String HIKARI = "spring.datasource.hikari.";

	@Override
	public void contribute(Environment environment, Defaults defaults) {
		ClassLoader classLoader = getClass().getClassLoader();
		if (!environment.getProperty("hardening.database.enabled", Boolean.class, true)) {
			return;
		}
		if (ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource", classLoader)) {
			defaults.set(HIKARI + "connection-timeout", 5000);
			defaults.set(HIKARI + "validation-timeout", 2000);
			// Below what firewalls and databases keep of an idle connection.
			defaults.set(HIKARI + "keepalive-time", 120_000);
			defaults.set(HIKARI + "max-lifetime", 1_800_000);
		}
		if (ClassUtils.isPresent("org.springframework.jdbc.core.JdbcTemplate", classLoader)) {
			defaults.set("spring.jdbc.template.query-timeout", "30s");
		}
	}

}
