package dev.hardening.store;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.store.SharedStateProperties.Store;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * Refuses to remember in memory where the user asked for something that is shared.
 */
@AutoConfiguration(afterName = { "dev.hardening.store.jdbc.JdbcSharedStateAutoConfiguration",
		"dev.hardening.store.redis.RedisSharedStateAutoConfiguration" })
@ConditionalOnSharedState
@EnableConfigurationProperties(SharedStateProperties.class)
public final class SharedStateAutoConfiguration {

	private static final String KEY = "hardening.shared-state.store";

	SharedStateAutoConfiguration(SharedStateProperties properties, ListableBeanFactory beans) {
		Store store = properties.store();
		boolean isShared = store == Store.REDIS || store == Store.JDBC;
		if (isShared && BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, SharedState.class, true,
				false).length == 0) {
			throw new InvalidPropertyException(KEY, store,
					(store == Store.REDIS)
							? "needs a Redis that is configured, and there is none, or static masters and replicas"
							: "needs one DataSource, and there is none or several of equal rank",
					(store == Store.REDIS) ? "Add spring-boot-starter-data-redis and set spring.data.redis.url."
							: "Configure spring.datasource and add spring-boot-starter-jdbc; or declare a bean of type "
									+ "SharedState.");
		}
	}

}
