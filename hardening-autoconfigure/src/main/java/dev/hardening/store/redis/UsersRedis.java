package dev.hardening.store.redis;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Tells whether the user has a Redis: by a key or a bean of his. One that merely could be
 * there, because its client library is, is not his.
 */
public final class UsersRedis {

	private static final List<String> KEYS = List.of("url", "host", "port", "sentinel.master");

	/** The connection factory does not tell the nodes of static masters and replicas. */
	private static final String MASTER_REPLICA = "spring.data.redis.masterreplica.nodes";

	private static final String NODES = "spring.data.redis.cluster.nodes";

	private static final String BOOT = "org.springframework.boot.data.redis.autoconfigure.";

	private UsersRedis() {
	}

	/**
	 * Return whether there is one of a kind that is supported.
	 * @param context of a condition that is asked when beans are registered
	 * @return {@code true} if there is
	 */
	public static boolean isConfigured(ConditionContext context) {
		Binder binder = Binder.get(context.getEnvironment());
		return isSupported(context) && (isSet(binder) || hasBean(context.getBeanFactory()));
	}

	/**
	 * Return whether the connection can be made a second time.
	 * @param context of a condition
	 * @return {@code false} for static masters and replicas
	 */
	public static boolean isSupported(ConditionContext context) {
		return !Binder.get(context.getEnvironment()).bind(MASTER_REPLICA, Bindable.listOf(String.class)).isBound();
	}

	private static boolean isSet(Binder binder) {
		return KEYS.stream().anyMatch((key) -> binder.bind("spring.data.redis." + key, String.class).isBound())
				|| binder.bind(NODES, Bindable.listOf(String.class)).isBound();
	}

	private static boolean hasBean(@Nullable ConfigurableListableBeanFactory beans) {
		return beans != null
				&& (isUsers(beans, DataRedisConnectionDetails.class) || isUsers(beans, LettuceConnectionFactory.class));
	}

	private static boolean isUsers(ConfigurableListableBeanFactory beans, Class<?> type) {
		for (String name : beans.getBeanNamesForType(type, true, false)) {
			if (!beans.containsBeanDefinition(name) || !isBoots(beans.getBeanDefinition(name))) {
				return true;
			}
		}
		return false;
	}

	private static boolean isBoots(BeanDefinition definition) {
		String factory = definition.getFactoryBeanName();
		return factory != null && factory.startsWith(BOOT);
	}

}
